"""What every clause's cases share: the day of the claim, the window, the time to claim, the verdict on the conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from bench.floor.places import Places
from bench.floor.reading import Registry
from bench.floor.skills import Skills

WINDOW = (date(2021, 7, 1), date(2023, 6, 30))
IN_TERM, IN_TIME = "政策期间", "申请期限"
CASE = {
    "项目": pl.String,
    "编号": pl.String,
    "人员": pl.String,
    "事件日": pl.Date,
    "成立": pl.UInt32,
    "不明": pl.UInt32,
    "结果": pl.Boolean,
    "金额": pl.Int64,
    "应付": pl.Int64,
    "未定": pl.Boolean,
}
"""Every case in the end: which conditions hold and which are unknown, in the order of its clause, a bit for each."""


@dataclass(frozen=True)
class Facts:
    """The registers and the two questions about them."""

    registry: Registry
    places: Places
    skills: Skills
    as_of: date

    @classmethod
    def of(cls, registry: Registry, as_of: date) -> Facts:
        """The facts of a folder."""
        places = Places(registry)
        return cls(registry, places, Skills(registry, places), as_of)


def claimed(facts: Facts, cases: pl.DataFrame, measure: str) -> pl.DataFrame:
    """The cases whose event has happened, with 申请日: the first claim made by the day, else the day itself."""
    claims = (
        facts.registry["申报"]
        .filter(pl.col("项目") == measure)
        .group_by("编号")
        .agg(pl.col("申请日期").min())
    )
    happened = cases.filter(pl.col("事件日").is_null() | (pl.col("事件日") <= facts.as_of))
    joined = happened.join(claims, on="编号", how="left", maintain_order="left")
    made = pl.when(pl.col("申请日期") <= facts.as_of).then("申请日期").otherwise(pl.lit(facts.as_of))
    return joined.with_columns(made.alias("申请日")).drop("申请日期")


def in_term() -> pl.Expr:
    """The event lies in the term of the Measures."""
    return pl.col("事件日").is_between(pl.lit(WINDOW[0]), pl.lit(WINDOW[1])).alias(IN_TERM)


def in_time() -> pl.Expr:
    """The claim came within twelve months of the event."""
    return (pl.col("申请日") <= pl.col("事件日").dt.offset_by("12mo")).alias(IN_TIME)


def judged(
    cases: pl.DataFrame,
    measure: str,
    conditions: Sequence[pl.Expr],
    amount: pl.Expr,
    *,
    unsettled: pl.Expr | None = None,
    deadline: bool = True,
    keep: Sequence[str] = (),
) -> pl.DataFrame:
    """The cases in their common form: masks, truth, amount in fen, and whether something is missing.

    ``unsettled``: what else keeps a case open (a payee unknown, a parameter to be decided). ``keep``: columns that
    limits and groups need. ``deadline``: whether claims must come within twelve months. An amount of null where the conditions hold is missing too.
    """
    tests = [*conditions, in_term(), *([in_time()] if deadline else [])]
    names = [f"条件 {place}" for place in range(len(tests))]
    tested = cases.with_columns(test.alias(name) for name, test in zip(names, tests, strict=True))
    true, null = (_mask([f(pl.col(name)) for name in names]) for f in (_is_true, _is_null))
    truth = pl.all_horizontal(*names)
    vague = truth.is_null() | amount.is_null() | (unsettled if unsettled is not None else pl.lit(value=False))
    found = tested.select(
        pl.lit(measure).alias("项目"),
        "编号",
        *([] if "人员" in cases.columns else [pl.lit(None, pl.String).alias("人员")]),
        *(name for name in ("人员", "事件日", "申请日", *keep) if name in cases.columns),
        true.alias("成立"),
        null.alias("不明"),
        truth.alias("结果"),
        pl.max_horizontal(amount, pl.lit(0, pl.Int64)).alias("金额"),
        (truth.is_null() | (truth & vague)).alias("未定"),
    )
    return found.with_columns(
        pl.when(pl.col("结果") & ~pl.col("未定")).then("金额").otherwise(pl.lit(0, pl.Int64)).alias("应付")
    )


def _is_true(test: pl.Expr) -> pl.Expr:
    return test.fill_null(value=False)


def _is_null(test: pl.Expr) -> pl.Expr:
    return test.is_null()


def _mask(bits: Sequence[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(
        *(bit.cast(pl.UInt32) * pl.lit(1 << place, pl.UInt32) for place, bit in enumerate(bits))
    )


def by_level(level: str, fen: dict[int, int]) -> pl.Expr:
    """An amount in fen by rank of level; none for a level that is not named."""
    return pl.col(level).replace_strict(fen, default=None, return_dtype=pl.Int64)

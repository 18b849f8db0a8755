"""Clause 3: subsidies for employee and intern apprentices, two training years in all."""

from __future__ import annotations

import polars as pl

from bench.floor.calendar import full_months
from bench.floor.cases import Facts, claimed, judged
from bench.floor.settling import deducted, less_paid, once, started

EMPLOYEE, INTERN = "职工学徒补贴", "实习学徒补贴"
_CAP, _RATE = 600_000, 300_000


def apprenticed(facts: Facts) -> pl.DataFrame:
    """One case for each apprenticeship of either kind."""
    rows = facts.registry["学徒"].with_columns(
        编号="学徒编号",
        事件日=pl.coalesce("结业日期", "结束日期"),
        年数=_years(pl.col("开始日期"), pl.col("结束日期")),
    )
    rows = _still_open(rows)
    kinds = {"职工学徒": EMPLOYEE, "实习学徒": INTERN}
    return pl.concat(
        [
            _settled(
                facts, rows.filter(pl.col("学徒类别").is_null() | (pl.col("学徒类别") == kind)), kind, measure
            )
            for kind, measure in kinds.items()
        ]
    )


def _years(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Training years, a year begun counts."""
    return (full_months(start, end) // 12 + 1).cast(pl.Int64)


def _still_open(rows: pl.DataFrame) -> pl.DataFrame:
    """Two years less those of courses of the same kind completed before."""
    before = rows.filter(pl.col("结业日期").is_not_null()).select("人员", "学徒类别", "结业日期", "年数")
    met = rows.select("编号", "人员", "学徒类别", "开始日期").join(before, on="人员", suffix=" 前")
    same = (pl.col("学徒类别") == pl.col("学徒类别 前")) & (pl.col("结业日期") < pl.col("开始日期"))
    counted = (
        met.filter(same.is_null() | same)
        .group_by("编号")
        .agg(
            pl.col("年数").sum().alias("已用"),
            (same.is_null() | pl.col("年数").is_null()).any().alias("已用不明"),
        )
    )
    found = rows.join(counted, on="编号", how="left", maintain_order="left")
    used = (
        pl.when(pl.col("已用不明").fill_null(value=False)).then(None).otherwise(pl.col("已用").fill_null(0))
    )
    left = pl.when(pl.col("年数") < 2 - used).then("年数").otherwise(2 - used).clip(lower_bound=0)
    left = pl.when(pl.col("年数").is_null() | used.is_null()).then(None).otherwise(left)
    return found.with_columns(left.alias("可补年数")).drop("已用", "已用不明")


def _settled(facts: Facts, rows: pl.DataFrame, kind: str, measure: str) -> pl.DataFrame:
    cases = claimed(facts, rows, measure)
    for day, name in (("事件日", "结业时单位"), ("申请日", "申请时单位")):
        cases = facts.places.of_district(cases, "用人单位", day, name)
    completed = (
        pl.when(pl.col("结业日期").is_null())
        .then(pl.lit(value=False))
        .otherwise(pl.col("结业日期") <= facts.as_of)
    )
    conditions = [
        pl.col("学徒类别") == kind,
        pl.col("结业时单位"),
        pl.col("申请时单位"),
        pl.col("可补年数") > 0,
        completed,
        pl.col("机构").is_not_null() if measure == EMPLOYEE else pl.col("已转付学徒"),
    ]
    amount = _employee_amount() if measure == EMPLOYEE else pl.col("可补年数") * _RATE
    undecided = pl.lit(measure == INTERN)
    found = judged(cases, measure, conditions, amount, unsettled=undecided, keep=("用人单位", "开始日期"))
    settled = once(started(found), ["人员", "用人单位", "开始日期"])
    return less_paid(deducted(settled, facts.registry, "学徒培养"), facts.registry)


def _employee_amount() -> pl.Expr:
    """Six tenths of the fee, half a fen up, at most six thousand for each year."""
    share, cap = (pl.col("培训费用") * 6 + 5) // 10, pl.col("可补年数") * _CAP
    return pl.when(share > cap).then(cap).otherwise(share)

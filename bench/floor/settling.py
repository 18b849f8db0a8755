"""Limits of count, groups with the difference, deductions and what was paid for the case itself, in that order."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from bench.floor.reading import Registry

POLICY = "临平区关于打造高质量技能人才队伍的实施办法（试行）"
POLICY_ID = "linping/skilled-talent-2021"
_ORDER = ("事件日", "次序", "编号")


def open_() -> pl.Expr:
    """A case that surely takes part."""
    return pl.col("结果").fill_null(value=False) & ~pl.col("未定") & ~pl.col("不予")


def started(cases: pl.DataFrame, place: int = 0) -> pl.DataFrame:
    """Cases ready to be settled; ``place`` is that of the measure among those settled together."""
    return cases.with_columns(pl.lit(value=False).alias("不予"), pl.lit(place).alias("次序"))


def own_payments(registry: Registry) -> pl.DataFrame:
    """Payments under these Measures."""
    return registry["已享受"].filter(pl.col("政策").is_in([POLICY, POLICY_ID]))


def once(cases: pl.DataFrame, keys: Sequence[str], paid: pl.DataFrame | None = None) -> pl.DataFrame:
    """The first open case of each key gets it, the later ones nothing; behind an undecided one they stay open.

    ``paid``: payments with the key's columns and 事项编号; those for a case that is open here do not count twice.
    """
    taken = _taken(cases, keys, paid)
    cases = _behind_vague(cases, keys)
    # What has no known day comes first: nobody can say that it comes later.
    rivals = cases.filter(open_() | pl.col("未定")).sort(*_ORDER)
    first = open_().first().over(keys)
    ranked = rivals.with_columns(
        pl.int_range(pl.len()).over(keys).alias("名"),
        first.alias("头名已定"),
    ).join(taken, on=keys, how="left", maintain_order="left")
    late, used = (pl.col("名") > 0) & open_(), pl.col("已用").fill_null(value=False)
    marked = ranked.select(
        "编号",
        "项目",
        (open_() & (used | (late & pl.col("头名已定")))).alias("超次"),
        (late & ~used & ~pl.col("头名已定")).alias("待前"),
    )
    joined = cases.join(marked, on=["编号", "项目"], how="left", maintain_order="left")
    return _marked(joined)


def _behind_vague(cases: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Cases behind an undecided one whose key is partly unknown and may turn out to be theirs stay open too."""
    if len(keys) == 1:
        return cases
    vague = cases.filter(pl.col("未定"), pl.any_horizontal(*(pl.col(key).is_null() for key in keys[1:])))
    if vague.is_empty():
        return cases
    met = cases.filter(open_()).join(vague.select(*keys, "事件日"), on=keys[0], suffix=" 前")
    alike = [pl.col(f"{key} 前").is_null() | (pl.col(f"{key} 前") == pl.col(key)) for key in keys[1:]]
    before = pl.col("事件日 前").is_null() | (pl.col("事件日 前") <= pl.col("事件日"))
    waits = met.filter(*alike, before)["编号"]
    behind = open_() & pl.col("编号").is_in(waits.implode())
    return cases.with_columns(
        pl.when(behind).then(pl.lit(0, pl.Int64)).otherwise("应付").alias("应付"),
        (pl.col("未定") | behind).alias("未定"),
    )


def _taken(cases: pl.DataFrame, keys: Sequence[str], paid: pl.DataFrame | None) -> pl.DataFrame:
    if paid is None:
        return cases.clear().select(*keys, pl.lit(value=True).alias("已用"))
    mine = cases.filter(open_()).select(pl.col("编号").alias("事项编号"), "项目")
    foreign = paid.join(mine, on=["事项编号", "项目"], how="anti")
    return foreign.select(keys).drop_nulls().unique().with_columns(pl.lit(value=True).alias("已用"))


def _marked(cases: pl.DataFrame) -> pl.DataFrame:
    over, behind = (pl.col(name).fill_null(value=False) for name in ("超次", "待前"))
    return cases.with_columns(
        (pl.col("不予") | over).alias("不予"),
        (pl.col("未定") | behind).alias("未定"),
        pl.when(over | behind).then(pl.lit(0, pl.Int64)).otherwise("应付").alias("应付"),
    ).drop("超次", "待前")


def difference(cases: pl.DataFrame, keys: Sequence[str], paid: pl.DataFrame | None = None) -> pl.DataFrame:
    """In time order each gets what goes above the highest so far. ``paid``: 已付 by key."""
    members = cases.filter(open_() | (pl.col("未定") & ~pl.col("不予"))).sort(*_ORDER)
    if paid is None:
        members = members.with_columns(pl.lit(0, pl.Int64).alias("已付"))
    else:
        members = members.join(paid, on=keys, how="left", maintain_order="left").with_columns(
            pl.col("已付").fill_null(0)
        )
    sure, nothing = open_(), pl.lit(0, pl.Int64)
    wanted = pl.when(sure).then("应付").otherwise(nothing)
    doubtful = pl.when(sure).then(nothing).otherwise(pl.col("金额").fill_null(2**62))
    reached = pl.max_horizontal(pl.col("已付"), wanted.cum_max().shift(1, fill_value=0).over(keys))
    above = doubtful.cum_max().shift(1, fill_value=0).over(keys)
    given = pl.max_horizontal(pl.col("应付") - reached, nothing)
    settled = members.select(
        "编号",
        "项目",
        pl.when(sure).then(given).otherwise(nothing).alias("差额"),
        (sure & (given > 0) & (above > reached)).alias("待前"),
    )
    joined = cases.join(settled, on=["编号", "项目"], how="left", maintain_order="left")
    behind = pl.col("待前").fill_null(value=False)
    left = pl.when(behind).then(nothing).otherwise(pl.coalesce("差额", "应付"))
    gone = pl.col("差额").is_not_null() & (left == 0) & ~behind & open_()
    return joined.with_columns(
        left.alias("应付"), (pl.col("未定") | behind).alias("未定"), (pl.col("不予") | gone).alias("不予")
    ).drop("差额", "待前")


def deducted(cases: pl.DataFrame, registry: Registry, matter: str, owner: str = "人员") -> pl.DataFrame:
    """Less what the district paid under other policies for the same matter; a payment of unknown tier leaves it open."""
    others = (
        registry["已享受"]
        .filter(
            ~pl.col("政策").is_in([POLICY]),
            pl.col("事项") == matter,
            pl.col("资金层级").is_null() | (pl.col("资金层级") == "区"),
            pl.col(owner).is_not_null(),
        )
        .select(
            pl.col(owner).alias("得者"), "事项编号", "金额", pl.col("资金层级").is_null().alias("层级不明")
        )
    )
    cases = cases.with_columns(pl.col(owner).alias("得者"))
    named = cases.join(others, left_on=["得者", "编号"], right_on=["得者", "事项编号"], suffix=" 他处")
    loose = cases.join(
        others.filter(pl.col("事项编号").is_null()).drop("事项编号"), on="得者", suffix=" 他处"
    )
    both = pl.concat([f.select("编号", "项目", "金额 他处", "层级不明") for f in (named, loose)])
    known = pl.when(pl.col("层级不明")).then(pl.lit(0, pl.Int64)).otherwise("金额 他处")
    summed = both.group_by("编号", "项目").agg(known.sum().alias("他处"), pl.col("层级不明").any())
    joined = cases.join(summed, on=["编号", "项目"], how="left", maintain_order="left")
    vague = open_() & pl.col("层级不明").fill_null(value=False)
    left = pl.max_horizontal(pl.col("应付") - pl.col("他处").fill_null(0), pl.lit(0, pl.Int64))
    return joined.with_columns(
        pl.when(vague).then(pl.lit(0, pl.Int64)).otherwise(left).alias("应付"),
        (pl.col("未定") | vague).alias("未定"),
    ).drop("他处", "层级不明", "得者")


def less_paid(cases: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Less what was paid for the very case."""
    paid = (
        own_payments(registry)
        .group_by("项目", pl.col("事项编号").alias("编号"))
        .agg(pl.col("金额").sum().alias("已付"))
    )
    joined = cases.join(paid, on=["项目", "编号"], how="left", maintain_order="left")
    left = pl.max_horizontal(pl.col("应付") - pl.col("已付").fill_null(0), pl.lit(0, pl.Int64))
    return joined.with_columns(left.alias("应付")).drop("已付")

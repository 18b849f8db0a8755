"""Clause 7: grants and awards for master studios."""

from __future__ import annotations

import polars as pl

from bench.floor.cases import Facts, claimed, judged
from bench.floor.settling import POLICY, deducted, less_paid, once, own_payments, started

BUILT, ASSESSED, AWARDED = "技能大师工作室建设补助", "工作室考核优秀资助", "国家级省级工作室奖励"
_PROVINCE, _NATION = 2, 3
_GRANT = 10_000_000


def furthered(facts: Facts) -> pl.DataFrame:
    """One case for each recognition and each assessment."""
    studios = facts.registry["工作室"]
    known = facts.registry["工作室认定"].join(studios, on="工作室", how="left")
    known = known.with_columns(编号="认定编号", 事件日="认定日期")
    high = known.filter(pl.col("级别").is_null() | pl.col("级别").is_in([_PROVINCE, _NATION]))
    settled = (
        (_built(facts, known), "工作室建设"),
        (_assessed(facts, studios), "工作室考核"),
        (_awarded(facts, high), "工作室奖励"),
    )
    return pl.concat(
        [
            less_paid(deducted(cases, facts.registry, matter, "用人单位"), facts.registry).drop(
                "用人单位", "工作室", "级别"
            )
            for cases, matter in settled
        ]
    )


def _running(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    for day, name in (("事件日", "当时"), ("申请日", "现在")):
        cases = facts.places.of_district(cases, "用人单位", day, f"{name}单位")
        cases = facts.places.works_at(cases, "领办人", "用人单位", day, f"{name}领办")
        exists = pl.col("撤销日期").is_null() | (pl.col("撤销日期") > pl.col(day))
        cases = cases.with_columns((pl.col(f"{name}单位") & exists & pl.col(f"{name}领办")).alias(name))
    return cases


_KEEP = ("用人单位", "工作室", "级别")


def _built(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    cases = _running(facts, claimed(facts, rows, BUILT))
    paid = own_payments(facts.registry).filter(pl.col("项目") == BUILT, pl.col("政策") == POLICY)
    earlier = paid.select("用人单位", pl.col("事项").alias("工作室"), pl.col("事项编号").alias("原认定"))
    met = cases.join(earlier, on=["用人单位", "工作室"]).filter(pl.col("编号") != pl.col("原认定"))
    first = ~pl.col("编号").is_in(met["编号"].implode())
    found = judged(
        cases,
        BUILT,
        [pl.col("当时"), pl.col("现在"), pl.col("级别") >= 0, first],
        pl.lit(_GRANT, pl.Int64),
        keep=_KEEP,
    )
    return once(started(found), ["工作室"])


def _assessed(facts: Facts, studios: pl.DataFrame) -> pl.DataFrame:
    """The length of a cycle is not decided, so that every case that holds stays open."""
    rows = facts.registry["工作室考核"].join(studios, on="工作室", how="left")
    cases = _running(
        facts, claimed(facts, rows.with_columns(编号="考核编号", 事件日="考核日期", 级别=None), ASSESSED)
    )
    recognised = facts.registry["工作室认定"].select("工作室", "认定日期", pl.col("级别").alias("认定级别"))
    met = (
        cases.select("编号", "工作室", "事件日")
        .join(recognised, on="工作室")
        .filter(pl.col("认定日期") <= pl.col("事件日"))
    )
    levels = met.group_by("编号").agg(
        (pl.col("认定级别") >= 0).any(ignore_nulls=False).alias("区级及以上"), pl.len().alias("次")
    )
    cases = cases.join(levels, on="编号", how="left", maintain_order="left").with_columns(
        pl.col("级别").cast(pl.Int8)
    )
    known = pl.when(pl.col("次").is_null()).then(pl.lit(value=False)).otherwise(pl.col("区级及以上"))
    conditions = [pl.col("当时"), pl.col("现在"), known, pl.col("考核结果") == "优秀"]
    return started(
        judged(
            cases, ASSESSED, conditions, pl.lit(_GRANT, pl.Int64), unsettled=pl.lit(value=True), keep=_KEEP
        )
    )


def _awarded(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    cases = _running(facts, claimed(facts, rows, AWARDED))
    amount = pl.col("级别").replace_strict(
        {_PROVINCE: 10_000_000, _NATION: 20_000_000}, default=None, return_dtype=pl.Int64
    )
    meant = pl.col("级别").is_in([_PROVINCE, _NATION])
    found = judged(cases, AWARDED, [meant, pl.col("当时"), pl.col("现在")], amount, keep=_KEEP)
    return once(started(found), ["工作室", "级别"])

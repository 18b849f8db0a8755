"""Clauses 4, 6 and 8: titles given to persons, and the craftsmen of the district chosen each year."""

from __future__ import annotations

from datetime import date

import polars as pl

from bench.floor.cases import Facts, claimed, judged
from bench.floor.settling import deducted, difference, less_paid, once, open_, started

CHIEF, ZHEJIANG, HANGZHOU, LINPING, NATIONAL = (
    "首席技师补助",
    "浙江工匠奖励",
    "杭州工匠奖励",
    "临平工匠奖励",
    "技能荣誉称号奖励",
)
_CATALOGUE_FROM = date(2021, 1, 1)
_PLACES = 10
_AMOUNTS = {
    CHIEF: {"浙江省首席技师": 3_000_000, "杭州市首席技师": 2_000_000},
    ZHEJIANG: {
        "浙江大工匠": 50_000_000,
        "浙江杰出工匠": 30_000_000,
        "浙江工匠": 3_000_000,
        "浙江青年工匠": 2_000_000,
    },
    HANGZHOU: {"杭州工匠": 5_000_000},
    NATIONAL: {"中华技能大奖": 15_000_000, "钱江技能大奖": 10_000_000, "全国技术能手": 3_000_000},
}


def titled(facts: Facts) -> pl.DataFrame:
    """Chief technicians and craftsmen of the province and the city."""
    chief = difference(once(_honoured(facts, CHIEF), ["人员", "荣誉名称"]), ["人员"])
    zhejiang = difference(_honoured(facts, ZHEJIANG), ["人员"])
    hangzhou = once(_honoured(facts, HANGZHOU), ["人员"])
    matters = ((chief, "首席技师"), (zhejiang, "工匠"), (hangzhou, "工匠"))
    return pl.concat([less_paid(deducted(cases, facts.registry, m), facts.registry) for cases, m in matters])


def _honoured(facts: Facts, measure: str) -> pl.DataFrame:
    fen = _AMOUNTS[measure]
    rows = facts.registry["荣誉"].filter(pl.col("荣誉名称").is_in(list(fen)))
    cases = claimed(facts, rows.with_columns(编号="荣誉编号", 事件日="授予日期"), measure)
    for day, name in (("事件日", "授予时就业"), ("申请日", "申请时就业")):
        cases = facts.places.employed(cases, day, name)
    valid = pl.col("事件日") >= pl.lit(_CATALOGUE_FROM)
    amount = pl.col("荣誉名称").replace_strict(fen, return_dtype=pl.Int64)
    conditions = [valid, pl.col("授予时就业"), pl.col("申请时就业")]
    return started(judged(cases, measure, conditions, amount, keep=("荣誉名称",)))


def national(facts: Facts) -> pl.DataFrame:
    """Titles of clause 8 before groups: they meet the medals of the same achievement there."""
    fen = _AMOUNTS[NATIONAL]
    rows = facts.registry["荣誉"].filter(pl.col("荣誉名称").is_in(list(fen)))
    rows = rows.with_columns(编号="荣誉编号", 事件日="授予日期", 成绩=pl.coalesce("所依成绩", "荣誉编号"))
    cases = facts.places.employed(claimed(facts, rows, NATIONAL), "事件日", "授予时就业")
    amount = pl.col("荣誉名称").replace_strict(fen, return_dtype=pl.Int64)
    found = judged(cases, NATIONAL, [pl.col("授予时就业")], amount, keep=("荣誉名称", "成绩"))
    return once(started(found, 1), ["人员", "荣誉名称"]).drop("荣誉名称")


def chosen(facts: Facts) -> pl.DataFrame:
    """The craftsmen of the district: ten in each round by score, once for each person."""
    rows = facts.registry["评选结果"].filter(pl.col("评选名称") == "临平工匠")
    cases = claimed(facts, rows.with_columns(编号="评选编号", 事件日="公布日期"), LINPING)
    for day, name in (("事件日", "公布时就业"), ("申请日", "申请时就业")):
        cases = facts.places.employed(cases, day, name)
    conditions = [pl.col("结论") == "入选", pl.col("公布时就业"), pl.col("申请时就业")]
    amount = pl.lit(2_000_000, pl.Int64)
    found = judged(
        cases,
        LINPING,
        conditions,
        amount,
        unsettled=pl.col("人员").is_null() | pl.col("得分").is_null(),
        keep=("轮次", "得分"),
    )
    settled = once(_placed(started(found)), ["人员"])
    return less_paid(deducted(settled, facts.registry, "工匠"), facts.registry)


def _placed(cases: pl.DataFrame) -> pl.DataFrame:
    """Ten places in each round; equal scores at the last place wait for a clerk, and so does who may be overtaken."""
    sure = cases.filter(open_())
    score = pl.col("得分")
    ranked = sure.with_columns(
        (score.rank("min", descending=True).over("轮次") - 1).alias("在前"),
        pl.len().over("轮次", "得分").alias("同分"),
    )
    rivals = cases.filter(pl.col("未定")).group_by("轮次").agg(pl.len().alias("未定人数"))
    joined = ranked.join(rivals, on="轮次", how="left").with_columns(pl.col("未定人数").fill_null(0))
    out = pl.col("在前") >= _PLACES
    tight = pl.col("在前") + pl.col("同分") + pl.col("未定人数") > _PLACES
    marks = joined.select("编号", out.alias("落选"), (~out & tight).alias("待定"))
    found = cases.join(marks, on="编号", how="left", maintain_order="left")
    lost, waits = (pl.col(name).fill_null(value=False) for name in ("落选", "待定"))
    return found.with_columns(
        (pl.col("不予") | lost).alias("不予"),
        (pl.col("未定") | waits).alias("未定"),
        pl.when(lost | waits).then(pl.lit(0, pl.Int64)).otherwise("应付").alias("应付"),
    ).drop("落选", "待定")

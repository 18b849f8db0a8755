"""Clauses 9 and 10: homes, health checks and awards, all of them open or without money as long as parameters are."""

from __future__ import annotations

from datetime import date

import polars as pl

from bench.floor.calendar import holds
from bench.floor.cases import WINDOW, Facts, claimed, judged
from bench.floor.reading import MASTER
from bench.floor.settling import once, started

TALENT, EMPLOYER, HEALTH = "技能人才奖", "重才爱才先进单位", "高级技师健康体检"
_HOMES = {
    "市级人才购房补助": (1, {4: 200_000_000, 3: 150_000_000, 2: 100_000_000, 1: 20_000_000}),
    "区级人才购房补助": (0, {4: 120_000_000, 3: 100_000_000, 2: 80_000_000, 1: 20_000_000}),
}
_PRIZES = {"技能带头人": 10_000_000, "技能未来星": 5_000_000}
_OPEN = pl.lit(value=True)


def homes(facts: Facts) -> pl.DataFrame:
    """How the two budgets share a home's subsidy is not decided: cases that hold stay open."""
    return pl.concat([started(_home(facts, name, tier, fen)) for name, (tier, fen) in _HOMES.items()])


def _home(facts: Facts, measure: str, tier: int, fen: dict[int, int]) -> pl.DataFrame:
    classes = facts.registry["人才认定"].filter(pl.col("级别").is_null() | (pl.col("级别") == tier))
    rows = facts.registry["购房"].join(classes.select("人员").unique(), on="人员", how="semi")
    cases = claimed(facts, rows.with_columns(编号="合同编号", 事件日="签约日期"), measure)
    cases = facts.skills.skilled(cases, "事件日", "技能人才")
    for day, name in (("事件日", "购房时就业"), ("申请日", "申请时就业")):
        cases = facts.places.employed(cases, day, name)
    met = (
        cases.select("编号", "人员", "申请日")
        .join(classes, on="人员")
        .filter(holds("认定日期", "失效日期", "申请日"))
    )
    best = met.group_by("编号").agg(
        pl.col("人才类别").max().alias("类别"),
        (pl.col("级别").is_null() | pl.col("人才类别").is_null()).any().alias("类别不明"),
    )
    cases = cases.join(best, on="编号", how="left", maintain_order="left")
    unknown = pl.col("类别不明").fill_null(value=False)
    in_class = pl.when(~unknown).then(pl.col("类别").is_between(1, 4).fill_null(value=False))
    conditions = [pl.col("技能人才"), pl.col("购房时就业"), pl.col("申请时就业"), in_class]
    amount = pl.col("类别").replace_strict(fen, default=None, return_dtype=pl.Int64)
    return judged(cases, measure, conditions, amount, unsettled=_OPEN)


def health_checks(facts: Facts) -> pl.DataFrame:
    """One case for each senior technician and year of the term; no money."""
    last = min(WINDOW[1], facts.as_of)
    years = pl.DataFrame(
        {"事件日": [min(date(y, 12, 31), last) for y in range(WINDOW[0].year, last.year + 1)]}
    )
    people = facts.registry["人员"].join(years, how="cross")
    cases = facts.skills.top_level(people, "事件日", "等级").filter(
        pl.col("等级 不明") | (pl.col("等级") >= MASTER)
    )
    cases = cases.with_columns(
        编号=pl.format("{}/{}", "人员", pl.col("事件日").dt.year()), 申请日=pl.lit(facts.as_of)
    )
    cases = facts.places.employed(cases, "事件日", "当年就业")
    alive = pl.col("死亡日期").is_null() | (pl.col("死亡日期") > pl.col("事件日"))
    senior = pl.when(pl.col("等级 不明")).then(None).otherwise(pl.col("等级") >= MASTER)
    return started(
        judged(cases, HEALTH, [senior, pl.col("当年就业"), alive], pl.lit(0, pl.Int64), deadline=False)
    )


def awards(facts: Facts) -> pl.DataFrame:
    """The number of places is not decided: cases that hold stay open."""
    rows = facts.registry["评选结果"].with_columns(编号="评选编号", 事件日="公布日期")
    persons = claimed(facts, rows.filter(pl.col("评选名称") == TALENT), TALENT)
    persons = facts.skills.skilled(persons, "事件日", "技能人才")
    for day, name in (("事件日", "公布时就业"), ("申请日", "申请时就业")):
        persons = facts.places.employed(persons, day, name)
    selected, kind = pl.col("结论") == "入选", pl.col("评选类别").is_in(list(_PRIZES)).fill_null(value=False)
    amount = pl.col("评选类别").replace_strict(_PRIZES, default=None, return_dtype=pl.Int64)
    conditions = [selected, kind, pl.col("技能人才"), pl.col("公布时就业"), pl.col("申请时就业")]
    found = judged(persons, TALENT, conditions, amount, unsettled=_OPEN, keep=("轮次",))
    return pl.concat([once(started(found), ["人员", "轮次"]).drop("轮次"), _employers(facts, rows)])


def _employers(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    meant = rows.filter(pl.col("评选名称") == "技能人才重才爱才先进单位")
    cases = facts.places.of_district(claimed(facts, meant, EMPLOYER), "用人单位", "事件日", "公布时单位")
    conditions = [pl.col("结论") == "入选", pl.col("公布时单位")]
    return started(judged(cases, EMPLOYER, conditions, pl.lit(0, pl.Int64), unsettled=_OPEN, deadline=False))

"""Clause 8: medals of the world contest, prizes of the district's contests, and titles for the same achievement."""

from __future__ import annotations

import polars as pl

from bench.floor.cases import Facts, claimed, judged
from bench.floor.settling import deducted, difference, less_paid, started
from bench.floor.titles import national

WORLD, DISTRICT = "世界技能大赛奖励", "区级技能竞赛奖励"
_WHOLE = 2_520_000
_MEDALS = {0: 15_000_000, 1: 25_000_000, 2: 35_000_000, 3: 50_000_000}
_TEAM = {1: 5_000_000, 2: 2_000_000, 3: 1_000_000}
_ALONE = {1: 1_000_000, 2: 500_000, 3: 300_000}


def contested(facts: Facts) -> pl.DataFrame:
    """All three awards; medal and title of one achievement share the higher."""
    rows = _ours(
        facts, facts.registry["竞赛成绩"].with_columns(编号="成绩编号", 事件日="决赛日期", 成绩="成绩编号")
    )
    common = [
        "项目",
        "编号",
        "人员",
        "事件日",
        "申请日",
        "成绩",
        "成立",
        "不明",
        "结果",
        "金额",
        "未定",
        "应付",
        "不予",
        "次序",
    ]
    medals = started(_world(facts, rows)).select(common)
    shared = difference(pl.concat([medals, national(facts).select(common)]), ["成绩"])
    prizes = started(_district(facts, rows)).select(common)
    matters = (
        (shared.filter(pl.col("项目") == WORLD), "竞赛"),
        (shared.filter(pl.col("项目") != WORLD), "荣誉称号"),
        (prizes, "竞赛"),
    )
    return pl.concat([less_paid(deducted(cases, facts.registry, m), facts.registry) for cases, m in matters])


def _ours(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    """Whether the competitor, or every member of the team, works in the district on the day of the final."""
    alone = facts.places.employed(rows.filter(pl.col("人员").is_not_null()), "事件日", "本区选手")
    members = facts.registry["竞赛成员"].select("成绩编号", pl.col("人员").alias("成员"))
    team = rows.filter(pl.col("人员").is_null()).select("成绩编号", "事件日").join(members, on="成绩编号")
    judged_ = facts.places.employed(team, "事件日", "在职", person="成员")
    teams = judged_.group_by("成绩编号").agg(pl.col("在职").all(ignore_nulls=False).alias("本区选手"))
    together = rows.filter(pl.col("人员").is_null()).join(
        teams.select("成绩编号", "本区选手"), on="成绩编号", how="left"
    )
    both = pl.concat([alone, together.select(alone.columns)])
    size = facts.registry["竞赛成员"].group_by("成绩编号").agg(_whole().alias("份额齐"))
    return both.with_columns(
        pl.when(pl.col("人员").is_null() & ~pl.col("成绩编号").is_in(teams["成绩编号"].implode()))
        .then(pl.lit(value=False))
        .otherwise("本区选手")
        .alias("本区选手")
    ).join(size, on="成绩编号", how="left", maintain_order="left")


def _whole() -> pl.Expr:
    """The agreed shares (texts such as 40% or 1/3) add up to the whole, reckoned in whole parts of it."""
    parts = pl.col("份额").str.split_exact("/", 1)
    upper, lower = parts.struct.field("field_0"), parts.struct.field("field_1")
    fraction = upper.cast(pl.Int64, strict=False) * _WHOLE // lower.cast(pl.Int64)
    per_cent = upper.str.strip_suffix("%").cast(pl.Decimal(12, 4)) * (_WHOLE // 100)
    share = pl.when(lower.is_not_null()).then(fraction).otherwise(per_cent.cast(pl.Int64))
    return (share.sum() == _WHOLE) & (share.null_count() == 0)


def _unpaid() -> pl.Expr:
    """A team whose shares do not add up cannot be paid yet."""
    return pl.col("人员").is_null() & ~pl.col("份额齐").fill_null(value=False)


def _world(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    role = pl.col("参赛身份")
    meant = rows.filter(
        pl.col("竞赛名称").str.contains("世界技能大赛", literal=True),
        role.is_null() | role.is_in(["选手", "技术指导专家"]),
    )
    key = ["竞赛名称", "赛项", "奖牌", "决赛日期"]
    won = (
        rows.filter((role == "选手") & pl.col("奖牌").is_not_null() & pl.col("本区选手")).select(key).unique()
    )
    cases = claimed(facts, meant, WORLD).join(
        won.with_columns(pl.lit(value=True).alias("有选手")), on=key, how="left"
    )
    with_expert = (role == "技术指导专家") & pl.col("有选手").fill_null(value=False)
    conditions = [
        pl.when(role.is_not_null()).then(pl.lit(value=True)),
        pl.col("奖牌").is_not_null(),
        ((role == "选手") & pl.col("本区选手")) | with_expert,
    ]
    amount = pl.col("奖牌").replace_strict(_MEDALS, default=None, return_dtype=pl.Int64)
    return judged(cases, WORLD, conditions, amount, unsettled=_unpaid(), keep=("成绩",))


def _district(facts: Facts, rows: pl.DataFrame) -> pl.DataFrame:
    tier, role = pl.col("竞赛级别") == 0, pl.col("参赛身份") == "选手"
    meant = tier & role
    cases = claimed(facts, rows.filter(meant.is_null() | meant), DISTRICT)
    first_three = pl.when(pl.col("名次").is_null()).then(pl.lit(value=False)).otherwise(pl.col("名次") <= 3)
    conditions = [meant, first_three, pl.col("本区选手")]
    return judged(cases, DISTRICT, conditions, _prize(), unsettled=_unpaid(), keep=("成绩",))


def _prize() -> pl.Expr:
    place = pl.col("名次")
    team, alone = (place.replace_strict(fen, default=None, return_dtype=pl.Int64) for fen in (_TEAM, _ALONE))
    return pl.when(pl.col("赛别") == "团体赛").then(team).when(pl.col("赛别") == "个人赛").then(alone)

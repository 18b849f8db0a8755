"""Clauses 2 and 5: the grant for training high-skilled persons, and the subsidy for continuing education."""

from __future__ import annotations

import polars as pl

from bench.floor.cases import Facts, by_level, claimed, judged
from bench.floor.reading import MASTER, SENIOR, TECHNICIAN
from bench.floor.settling import deducted, less_paid, once, own_payments, started
from bench.floor.skills import recognised

TRAINING, COURSE = "高技能人才培育资助", "继续教育补助"
_PAYEES = ("用人单位", "机构")
_KINDS = ("技能提升培训", "继续教育")


def trained(facts: Facts) -> pl.DataFrame:
    """Clause 2: one case for each course that led to a certificate."""
    certificates = facts.registry["技能证书"].select(
        pl.col("证书编号").alias("技能证书"), "证书类别", "职业编码", "技能等级", "发证日期"
    )
    courses = facts.registry["培训"].filter(pl.col("技能证书").is_not_null())
    courses = courses.join(certificates, on="技能证书", how="left", maintain_order="left")
    cases = claimed(facts, courses.with_columns(编号="培训编号", 事件日="发证日期"), TRAINING)
    for day, name in (("事件日", "取证时单位"), ("申请日", "申请时单位")):
        cases = facts.places.of_district(cases, "用人单位", day, name)
    cases = facts.places.employed(cases, "事件日", "取证时就业")
    cases = _subsidised(facts, _disputed(facts, cases))
    settled = judged(
        cases,
        TRAINING,
        _training_conditions(),
        _training_amount(),
        unsettled=_no_payee(),
        keep=("职业编码", "技能等级"),
    )
    keys = ["人员", "职业编码", "技能等级"]
    paid = own_payments(facts.registry).filter(pl.col("项目") == TRAINING).select("项目", *keys, "事项编号")
    return _closed(facts, once(started(settled), keys, paid), "培育资助")


def _training_conditions() -> list[pl.Expr]:
    to_employer = pl.col("协议受益方") == "用人单位"
    return [
        ~to_employer | pl.col("取证时单位"),
        ~to_employer | pl.col("申请时单位"),
        pl.col("协议受益方").is_in(_PAYEES),
        ~pl.col("另有主张") | (pl.col("受益方认定") == pl.col("协议受益方")),
        recognised(),
        pl.col("技能等级") >= SENIOR,
        pl.when(pl.col("备案日期").is_null())
        .then(pl.lit(value=False))
        .otherwise(pl.col("备案日期") <= pl.col("开始日期")),
        pl.col("取证时就业"),
        ~pl.col("已有国家补贴"),
    ]


def _training_amount() -> pl.Expr:
    return by_level(
        "技能等级", {SENIOR: 100_000, TECHNICIAN: 200_000, MASTER: 300_000, 6: 300_000, 7: 300_000}
    )


def _no_payee() -> pl.Expr:
    payee = pl.when(pl.col("协议受益方") == "用人单位").then("用人单位").otherwise("机构")
    return payee.is_null()


def _disputed(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """Whether another course with the same certificate names another payee."""
    sides = facts.registry["培训"].filter(pl.col("技能证书").is_not_null()).select("技能证书", "协议受益方")
    met = cases.select("编号", "技能证书", "协议受益方").join(sides, on="技能证书", suffix=" 另")
    apart = (pl.col("协议受益方") != pl.col("协议受益方 另")).any(ignore_nulls=False)
    return cases.join(
        met.group_by("编号").agg(apart.alias("另有主张")), on="编号", how="left", maintain_order="left"
    )


def _subsidised(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """Whether the state has subsidised the same certificate, or the same occupation and level."""
    state = facts.registry["已享受"].filter(pl.col("项目") == "职业培训补贴", pl.col("人员").is_not_null())
    met = cases.select("编号", "人员", "技能证书", "职业编码", "技能等级").join(
        state, on="人员", suffix=" 笔"
    )
    same = (pl.col("事项编号") == pl.col("技能证书")).fill_null(value=False) | _alike()
    both = ((pl.col("资金层级") == "国家") & same).any(ignore_nulls=False)
    found = cases.join(
        met.group_by("编号").agg(both.alias("补贴"), pl.len().alias("笔数")),
        on="编号",
        how="left",
        maintain_order="left",
    )
    paid = pl.when(pl.col("笔数").is_null()).then(pl.lit(value=False)).otherwise(pl.col("补贴"))
    return found.with_columns(paid.alias("已有国家补贴")).drop("补贴", "笔数")


def _alike() -> pl.Expr:
    """Same occupation and level; a payment that names none is another's."""
    named = pl.col("职业编码 笔").is_not_null() & pl.col("技能等级 笔").is_not_null()
    same = (pl.col("职业编码") == pl.col("职业编码 笔")) & (pl.col("技能等级") == pl.col("技能等级 笔"))
    return pl.when(named).then(same).otherwise(pl.lit(value=False))


def educated(facts: Facts) -> pl.DataFrame:
    """Clause 5: one case for each course of a skilled person."""
    kind = pl.col("培训类别").is_in(_KINDS)
    courses = facts.registry["培训"].filter(kind.is_null() | kind)
    cases = claimed(facts, courses.with_columns(编号="培训编号", 事件日="结束日期"), COURSE)
    cases = facts.skills.skilled(cases, "事件日", "技能人才")
    cases = facts.skills.top_level(cases, "开始日期", "等级")
    for day, name in (("事件日", "培训时就业"), ("申请日", "申请时就业")):
        cases = facts.places.employed(cases, day, name)
    cases = _same_fee(facts, cases)
    payee = pl.when(pl.col("付费方") == "个人").then("人员").otherwise("用人单位")
    settled = judged(cases, COURSE, _course_conditions(), _course_amount(), unsettled=payee.is_null())
    return _closed(facts, started(settled), "继续教育")


def _course_conditions() -> list[pl.Expr]:
    return [
        pl.col("培训类别").is_in(_KINDS),
        pl.col("技能人才"),
        pl.when(pl.col("等级 不明")).then(None).otherwise((pl.col("等级") >= SENIOR).fill_null(value=False)),
        pl.col("培训时就业"),
        pl.col("申请时就业"),
        pl.col("付费方").is_in(("个人", "用人单位")),
    ]


def _course_amount() -> pl.Expr:
    """Four fifths of what is left of the fee, half a fen up, at most a thousand."""
    left = pl.col("培训费用") - pl.col("已报销金额") - pl.col("同一费用")
    eighty = (left * 8 + 5) // 10
    return pl.when(eighty > 100_000).then(pl.lit(100_000, pl.Int64)).otherwise(eighty)


def _same_fee(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """What was paid already for the same fee under clauses 2 and 3."""
    paid = facts.registry["已享受"].filter(
        pl.col("项目").is_in([TRAINING, "职工学徒补贴"]), pl.col("人员").is_not_null()
    )
    summed = paid.group_by("人员", pl.col("事项编号").alias("编号")).agg(
        pl.col("金额").sum().alias("同一费用")
    )
    joined = cases.join(summed, on=["人员", "编号"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("同一费用").fill_null(0))


def _closed(facts: Facts, cases: pl.DataFrame, matter: str) -> pl.DataFrame:
    return less_paid(deducted(cases, facts.registry, matter), facts.registry)

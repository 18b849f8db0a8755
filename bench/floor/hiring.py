"""Clause 1: the subsidy to employers for newly hired skilled persons."""

from __future__ import annotations

import polars as pl

from bench.floor.calendar import full_months, month_number, month_of
from bench.floor.cases import Facts, by_level, claimed, judged
from bench.floor.places import lies_in_district
from bench.floor.reading import MASTER, SENIOR, TECHNICIAN
from bench.floor.settling import deducted, less_paid, once, own_payments, started

MEASURE = "企业引才补贴"
_FAR = 1_000_000
"""More months than there are."""


def hired(facts: Facts) -> pl.DataFrame:
    """One case for each contract."""
    cases = claimed(facts, facts.registry["录用"].with_columns(编号="合同编号", 事件日="录用日"), MEASURE)
    agency = pl.col("用工方式") == "劳务派遣"
    cases = cases.with_columns(
        pl.when(agency).then("用工单位").when(~agency).then("用人单位").alias("引才单位"),
        pl.col("用工方式").is_null().alias("单位不明"),
    )
    for day, name in (("录用日", "录用时"), ("申请日", "申请时")):
        cases = facts.places.of_district(cases, "引才单位", day, name)
    cases = facts.skills.skilled(cases, "录用日", "技能人才")
    cases = facts.skills.top_level(cases, "录用日", "引进等级")
    cases = _new(facts, _insured(facts, cases))
    settled = started(judged(cases, MEASURE, _conditions(), _amount(), unsettled=_no_payee()))
    paid = own_payments(facts.registry).filter(pl.col("项目") == MEASURE).select("项目", "人员", "事项编号")
    settled = once(settled, ["人员"], paid)
    return less_paid(deducted(settled, facts.registry, "引才"), facts.registry)


def _conditions() -> list[pl.Expr]:
    known = ~pl.col("单位不明")
    until = pl.col("合同到期日")
    three_years = full_months(pl.col("录用日"), until.dt.offset_by("1d")) >= 36
    return [
        pl.when(known).then("录用时"),
        pl.when(known).then("申请时"),
        pl.col("新引进"),
        pl.col("技能人才"),
        pl.when(pl.col("引进等级 不明"))
        .then(None)
        .otherwise((pl.col("引进等级") >= SENIOR).fill_null(value=False)),
        pl.when(until.is_null()).then(pl.col("无固定期限")).otherwise(three_years),
        pl.when(~pl.col("参保不明")).then(pl.col("连续月数") >= 6),
    ]


def _amount() -> pl.Expr:
    return by_level(
        "引进等级", {SENIOR: 200_000, TECHNICIAN: 300_000, MASTER: 500_000, 6: 500_000, 7: 500_000}
    )


def _no_payee() -> pl.Expr:
    return pl.col("引才单位").is_null()


def _new(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """Nobody who was insured in the district in the twelve months before."""
    begun = pl.date(pl.col("起月") // 12, pl.col("起月") % 12 + 1, 1)
    local = lies_in_district("参保地", "参保地现属", begun)
    before = facts.registry["参保"].select("人员", "起月", "止月", local.alias("在区"))
    month = month_of(pl.col("录用日"))
    recent = pl.col("止月").is_null() | (pl.col("止月") >= month - 12)
    met = (
        cases.select("编号", "人员", "录用日")
        .join(before, on="人员")
        .filter((pl.col("起月") < month) & recent)
    )
    answers = met.group_by("编号").agg(
        pl.col("在区").any(ignore_nulls=False).alias("曾在区"), pl.len().alias("段")
    )
    joined = cases.join(answers, on="编号", how="left", maintain_order="left")
    new = pl.when(pl.col("段").is_null()).then(pl.lit(value=True)).otherwise(~pl.col("曾在区"))
    return joined.with_columns(new.alias("新引进")).drop("段", "曾在区")


def _insured(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """The longest run of months with the same employer from the month of hiring, cut at the month of the decision."""
    last = month_number(facts.as_of)
    counts = pl.col("养老") & pl.col("工伤") & ~pl.col("补缴")
    spans = facts.registry["参保"].select(
        "人员",
        "用人单位",
        "起月",
        pl.col("止月").fill_null(last).clip(upper_bound=last).alias("止月"),
        counts.alias("计"),
    )
    pair = ["人员", "用人单位"]
    vague = spans.filter(pl.col("计").is_null()).select(pair).unique()
    month = month_of(pl.col("录用日"))
    length = pl.col("止月") - pl.max_horizontal(pl.col("起月"), month) + 1
    longest = (
        cases.select("编号", *pair, "录用日")
        .join(_runs(spans.filter("计")), on=pair)
        .group_by("编号")
        .agg(length.max().clip(lower_bound=0).alias("连续月数"))
    )
    found = cases.join(longest, on="编号", how="left", maintain_order="left").join(
        vague.with_columns(pl.lit(value=True).alias("参保不明")), on=pair, how="left", maintain_order="left"
    )
    return found.with_columns(pl.col("连续月数").fill_null(0), pl.col("参保不明").fill_null(value=False))


def _runs(spans: pl.DataFrame) -> pl.DataFrame:
    """Spans of one person with one employer joined where they touch or overlap.

    Groups are numbered in order, so that one running maximum over group and month together serves all of them."""
    ordered = spans.sort("人员", "用人单位", "起月").with_columns(
        pl.struct("人员", "用人单位").rle_id().cast(pl.Int64).alias("组")
    )
    place = pl.col("组") * _FAR
    reached = (place + pl.col("止月")).cum_max().shift(1, fill_value=-1)
    new = reached + 1 < place + pl.col("起月")
    numbered = ordered.with_columns(new.cum_sum().alias("段"))
    return numbered.group_by("段").agg(
        pl.col("人员").first(), pl.col("用人单位").first(), pl.col("起月").min(), pl.col("止月").max()
    )

"""Clause 4: the subsidy for each new level, and the monthly one for new senior technicians."""

from __future__ import annotations

from datetime import date

import polars as pl

from bench.floor.calendar import holds, holds_in_month, month_number, month_of
from bench.floor.cases import Facts, by_level, claimed, judged
from bench.floor.reading import JUNIOR, MASTER, SENIOR, TECHNICIAN
from bench.floor.settling import deducted, difference, less_paid, once, own_payments, started
from bench.floor.skills import recognised

RAISED, MONTHLY = "技能提升补助", "高级技师补助"
_PAIRS = (
    ("6-18-01-01", "6-18-01-07", None),
    ("6-18-01-02", "6-18-01-07", None),
    ("6-31-01-03", "6-29-03-07", date(2022, 6, 30)),
)
_MONTHS, _FEN = 36, 100_000
_ACCOUNT = ["人员", "职业编码", "年"]


def certified(facts: Facts) -> pl.DataFrame:
    """One case for each certificate; the two subsidies share the group of the highest level in one year."""
    level = pl.col("技能等级")
    certificates = facts.registry["技能证书"].with_columns(编号="证书编号", 事件日="发证日期")
    both = [
        started(_raised(facts, certificates.filter(level.is_null() | level.is_between(JUNIOR, TECHNICIAN)))),
        started(_monthly(facts, certificates.filter(level.is_null() | (level >= MASTER))), 1),
    ]
    paid = own_payments(facts.registry)
    keys = ["人员", "职业编码", "技能等级"]
    both[0] = once(both[0], keys, paid.filter(pl.col("项目") == RAISED).select("项目", *keys, "事项编号"))
    both[1] = once(
        both[1], ["人员"], paid.filter(pl.col("项目") == MONTHLY).select("项目", "人员", "事项编号")
    )
    cases = pl.concat([case.with_columns(pl.col("事件日").dt.year().alias("年")) for case in both])
    cases = difference(cases, _ACCOUNT, _paid_before(facts, cases))
    return less_paid(deducted(cases, facts.registry, "技能提升"), facts.registry)


def _common(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    for day, name in (("事件日", "取证时就业"), ("申请日", "申请时就业")):
        cases = facts.places.employed(cases, day, name)
    return _matched(facts, cases)


def _conditions() -> list[pl.Expr]:
    return [recognised(), pl.col("取证时就业"), pl.col("申请时就业"), pl.col("匹配")]


def _raised(facts: Facts, certificates: pl.DataFrame) -> pl.DataFrame:
    cases = _higher(facts, _common(facts, claimed(facts, certificates, RAISED)))
    amount = by_level("技能等级", {JUNIOR: 100_000, 2: 150_000, SENIOR: 200_000, TECHNICIAN: 500_000})
    meant = pl.col("技能等级").is_between(JUNIOR, TECHNICIAN)
    conditions = [meant, *_conditions(), ~pl.col("先有更高")]
    return judged(cases, RAISED, conditions, amount, keep=("职业编码", "技能等级"))


def _monthly(facts: Facts, certificates: pl.DataFrame) -> pl.DataFrame:
    cases = _months(facts, _common(facts, claimed(facts, certificates, MONTHLY)))
    meant = pl.col("技能等级") >= MASTER
    unsure = pl.col("发放月数") == 0
    amount = pl.col("发放月数").cast(pl.Int64) * _FEN
    return judged(
        cases,
        MONTHLY,
        [meant, *_conditions()],
        amount,
        unsettled=unsure & (pl.col("不明月数") > 0),
        keep=("职业编码", "技能等级"),
    )


def _matched(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """A post on the day with the same code or an approved pair, or a clerk's decision."""
    posts = facts.registry["岗位"].select("人员", "岗位编码", "起始日期", "终止日期")
    met = (
        cases.select("编号", "人员", "职业编码", "事件日")
        .join(posts, on="人员")
        .filter(holds("起始日期", "终止日期", "事件日"))
    )
    post, trade = pl.col("岗位编码"), pl.col("职业编码")
    approved = [
        (post == one)
        & (trade == other)
        & (pl.lit(value=True) if last is None else pl.col("事件日") <= pl.lit(last))
        for one, other, last in _PAIRS
    ]
    fits = ((post == trade) | pl.any_horizontal(*approved)).any(ignore_nulls=False)
    found = cases.join(
        met.group_by("编号").agg(fits.alias("对应"), pl.len().alias("岗")),
        on="编号",
        how="left",
        maintain_order="left",
    )
    same = pl.when(pl.col("岗").is_null()).then(pl.lit(value=False)).otherwise(pl.col("对应"))
    return found.with_columns((same | pl.col("岗位匹配认定")).alias("匹配")).drop("岗", "对应")


def _higher(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """Whether a higher level of the occupation was obtained before."""
    others = facts.registry["技能证书"].select("人员", "职业编码", "技能等级", "发证日期", "证书类别")
    met = cases.select("编号", "人员", "职业编码", "技能等级", "事件日").join(others, on="人员", suffix=" 另")
    higher = (
        recognised()
        & (pl.col("职业编码 另") == pl.col("职业编码"))
        & (pl.col("技能等级 另") > pl.col("技能等级"))
        & (pl.col("发证日期") < pl.col("事件日"))
    )
    found = met.group_by("编号").agg(higher.any(ignore_nulls=False).alias("先有更高"))
    return cases.join(found, on="编号", how="left", maintain_order="left")


def _months(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """How many of the 36 months are paid: those that passed with an employer of the district, and those to come."""
    now = month_number(facts.as_of)
    months = (
        cases.select("编号", "人员", (month_of(pl.col("事件日")) + 1).alias("首月"))
        .join(pl.DataFrame({"期": range(_MONTHS)}, {"期": pl.Int32}), how="cross")
        .with_columns((pl.col("首月") + pl.col("期")).alias("月"))
    )
    past = _kept(facts, months.filter(pl.col("月") <= now))
    summed = past.group_by("编号").agg(
        pl.col("在职").fill_null(value=False).sum().cast(pl.Int32).alias("在职月数"),
        pl.col("在职").is_null().sum().cast(pl.Int32).alias("不明月数"),
    )
    passed = (pl.lit(now, pl.Int32) - month_of(pl.col("事件日"))).clip(0, _MONTHS)
    found = cases.join(summed, on="编号", how="left", maintain_order="left")
    kept = pl.col("在职月数").fill_null(0) + (_MONTHS - passed)
    return found.with_columns(kept.alias("发放月数"), pl.col("不明月数").fill_null(0))


def _kept(facts: Facts, months: pl.DataFrame) -> pl.DataFrame:
    """For each month that has passed: whether the person was insured with an employer of the district."""
    insured = (
        facts.registry["参保"]
        .filter(pl.col("用人单位").is_not_null())
        .select("人员", "用人单位", "起月", "止月")
    )
    last_day = pl.date(pl.col("月") // 12, pl.col("月") % 12 + 1, 1).dt.month_end()
    met = (
        months.join(insured, on="人员")
        .filter(holds_in_month("起月", "止月", pl.col("月")))
        .with_columns(last_day.alias("月末"))
    )
    judged_ = facts.places.of_district(met, "用人单位", "月末", "属")
    answers = judged_.group_by("编号", "月").agg(
        pl.col("属").any(ignore_nulls=False).alias("在职"), pl.len().alias("段")
    )
    found = months.join(answers, on=["编号", "月"], how="left", maintain_order="left")
    kept = pl.when(pl.col("段").is_null()).then(pl.lit(value=False)).otherwise(pl.col("在职"))
    return found.with_columns(kept.alias("在职")).drop("段")


def _paid_before(facts: Facts, cases: pl.DataFrame) -> pl.DataFrame:
    """What was paid for other certificates of the same account: same occupation, issued in the same year."""
    issued = facts.registry["技能证书"].select(
        "人员", pl.col("证书编号").alias("事项编号"), pl.col("发证日期").dt.year().alias("年")
    )
    paid = own_payments(facts.registry).filter(pl.col("项目").is_in([RAISED, MONTHLY]))
    sure = pl.col("结果").fill_null(value=False) & ~pl.col("未定")
    own = cases.filter(sure).select("项目", pl.col("编号").alias("事项编号"))
    foreign = paid.join(own, on=["项目", "事项编号"], how="anti").join(issued, on=["人员", "事项编号"])
    return foreign.group_by(_ACCOUNT).agg(pl.col("金额").sum().alias("已付"))

"""The first day a refused case would hold: compared with deciding it on every single day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Run
from duixian.language.facts import Facts
from duixian.language.rule import Policy
from tests.engines.small import Maker, day, decide, facts, hire, insured, only, policy

MAKER = Maker()
CONDITIONS = (
    "连续月数 人员的参保 自 次月(录用日) ≥ 6个月",
    "连续月数 人员的参保 至 所在月(截至日) ≥ 5个月",
    "覆盖月数 人员的参保 自 录用日 至 录用日 后 8个月 ≥ 7个月",
    "最长连续月数 人员的参保 ≥ 9个月",
    "满月数(录用日, 截至日) ≥ 8个月",
    "满月数(录用日, 较小(截至日, 无时(解除日, 截至日))) ≥ 12个月",
    "满月数(截至日, 合同到期日) < 6个月",
    "满年数(录用日, 截至日) ≥ 2",
    "天数(录用日, 截至日) ≥ 250天",
    "截至日 - 录用日 ≥ 91天",
    "天数(截至日, 合同到期日) ≤ 300天",
    "截至日 ≥ 录用日 后 7个月",
    "截至日 前 3个月 > 录用日",
    "截至日 > 合同到期日",
    "合同到期日 ≤ 截至日",
    "较小(截至日, 合同到期日) > 录用日 后 5个月",
    "存在 人员的参保 其中(在期(截至日))",
    "没有 人员的参保 其中(在期(截至日))",
    "没有 人员的参保 其中(与期间相交(截至日 前 2个月, 截至日))",
    "申请日 ≥ 录用日 后 4个月",
    "年份(截至日) ≥ 年份(录用日) + 1",
    "月(截至日) = 9 或 月(截至日) = 3",
    "日(截至日) ≥ 28",
    "季度(截至日) = 4",
    "月末(截至日) ≥ 录用日 后 6个月",
    "最大 人员的录用 计(无时(解除日, 截至日)) ≥ 录用日 后 6个月",
    "合计 人员的录用 计(天数(录用日, 无时(解除日, 截至日))) ≥ 200天",
    "周岁(人员的出生日期, 截至日) ≥ 30周岁",
    "截至日 在 录用日 后 100天 至 录用日 后 130天",
)
IN_TIME_FOR_A_SENIOR = ("满月数(录用日, 截至日) ≥ 3个月", "技能等级 = 高级工")
DAYS = st.dates(date(2020, 11, 1), date(2022, 6, 30))
MONTHS = st.integers(0, 30)


def measured(*conditions: str) -> Policy:
    return policy(MAKER.measure("补贴", *conditions, window=None))


@st.composite
def registers(draw: st.DrawFn) -> Facts:
    """One person, one or two contracts, up to three spells of insurance, some of them still running."""
    hired = draw(DAYS)
    until = hired + timedelta(days=draw(st.integers(20, 700)))
    ended = draw(st.none() | st.just((hired + timedelta(days=draw(st.integers(5, 400)))).isoformat()))
    spells = draw(st.lists(st.tuples(MONTHS, st.none() | st.integers(0, 14)), max_size=3))
    born = draw(st.dates(date(1990, 1, 1), date(1993, 12, 31)))
    contract = hire("H1", hired.isoformat(), 合同到期日=until.isoformat(), 解除日=ended)
    return facts(
        人员=[{"身份证号": "P1", "姓名": "甲", "出生日期": born.isoformat()}],
        录用=[contract],
        参保=[insured(month(start), None if n is None else month(start + n)) for start, n in spells],
    )


def month(number: int) -> str:
    return f"{2020 + number // 12}-{number % 12 + 1:02d}"


def by_every_day(one: Policy, known: Facts, as_of: date, days: int) -> date | None:
    """The first later day on which every condition holds, the facts being those known on the first."""
    unit, measure = Unit(one), one.measures["补贴"]
    tests = [unit.compile(condition.test) for condition in measure.conditions]
    frozen = known.known_on(as_of)
    for later in (as_of + timedelta(days=n) for n in range(1, days)):
        run = Run(frozen, later)
        run.stack[0] = frozen.rows("录用")[0]
        run.event_on = unit.compile(measure.event)(run)
        if all(test(run) is True for test in tests):
            return later
    return None


@given(registers(), st.lists(st.sampled_from(CONDITIONS), min_size=1, max_size=3, unique=True), st.data())
def test_the_first_day_is_exactly_the_one_found_by_deciding_every_day(
    known: Facts, conditions: list[str], data: st.DataObject
) -> None:
    as_of = data.draw(st.dates(known.rows("录用")[0].values["录用日"], date(2022, 12, 31)))
    one = measured(*conditions)
    found = only(decide(one, known, as_of.isoformat()))
    if found.truth is False:
        expected = by_every_day(one, known, as_of, 900)
        if expected is None and found.not_yet is not None:
            assert (found.not_yet - as_of).days >= 900
        else:
            assert found.not_yet == expected, conditions


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_kind_of_condition_tells_its_first_day(condition: str) -> None:
    known = facts(
        人员=[{"身份证号": "P1", "姓名": "甲", "出生日期": "1991-12-05"}],
        录用=[hire("H1", "2021-03-31", 合同到期日="2023-03-30")],
        参保=[insured("2021-04", "2021-06"), insured("2021-08")],
    )
    one = measured(condition)
    for as_of in ("2021-03-31", "2021-05-31", "2021-08-01"):
        found = only(decide(one, known, as_of))
        expected = by_every_day(one, known, day(as_of), 500)
        if found.truth is False and (expected is not None or found.not_yet is None):
            assert found.not_yet == expected


def first_day(as_of: str, *conditions: str, **contract: object) -> date | None:
    known = facts(录用=[{**hire("H1", "2021-01-31"), **contract}], 参保=[insured("2021-02")])
    return only(decide(measured(*conditions), known, as_of)).not_yet


def test_a_day_years_away_is_found_where_the_answer_moves_every_day() -> None:
    assert first_day("2021-02-01", "天数(录用日, 截至日) + 0天 ≥ 2200天") == date(2027, 2, 9)


def test_nothing_is_promised_beyond_ten_years() -> None:
    assert first_day("2021-02-01", "满年数(录用日, 截至日) ≥ 12") is None


def test_nothing_is_promised_where_one_condition_can_never_hold() -> None:
    assert first_day("2021-02-01", *IN_TIME_FOR_A_SENIOR, 技能等级="技师") is None


def test_nothing_is_promised_while_a_fact_is_missing() -> None:
    assert first_day("2021-02-01", *IN_TIME_FOR_A_SENIOR) is None


def test_an_event_that_is_the_day_of_the_decision_moves_along() -> None:
    measure = MAKER.measure("补贴", "事件日 ≥ 录用日 后 3个月", event="截至日")
    known = facts(录用=[hire("H1", "2021-01-31")])
    assert only(decide(policy(measure), known, "2021-02-01")).not_yet == date(2021, 4, 30)


def test_a_claim_that_was_made_does_not_move_along() -> None:
    claim = {"申报编号": "S1", "项目": "补贴", "事项编号": "H1", "申请日期": "2021-02-01"}
    known = facts(录用=[hire("H1", "2021-01-31")], 申报=[claim])
    one = measured("申请日 ≥ 录用日 后 3个月")
    assert only(decide(one, known, "2021-02-02")).not_yet is None

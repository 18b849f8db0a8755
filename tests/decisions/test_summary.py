from __future__ import annotations

from duixian.decisions.summary import summarised
from duixian.language.rule import MeasureKind
from tests.engines.small import Maker, decide, facts, hire, policy

MAKER = Maker()
PAID = MAKER.measure("有钱", "月工资 ≥ 3000元", amount="1000元")
SERVED = MAKER.measure("无钱", amount=None, kind=MeasureKind.SERVICE)
POLICY = policy(PAID, SERVED)
KNOWN = facts(录用=[hire("H1", 月工资="4000元"), hire("H2", 月工资="1元"), hire("H3")])
SUMMARY = summarised([POLICY], decide(POLICY, KNOWN))


def test_each_case_counts_under_its_verdict() -> None:
    line = SUMMARY.lines[0]
    assert (line.eligible, line.ineligible, line.undetermined, line.cases) == (1, 1, 1, 3)


def test_only_eligible_cases_bring_money_and_open_ones_are_told_apart() -> None:
    line = SUMMARY.lines[0]
    assert (line.payable, line.due_now, line.unsettled) == (1000_00, 1000_00, 1000_00)


def test_a_service_has_no_money() -> None:
    assert (SUMMARY.lines[1].pays, SUMMARY.lines[1].payable) == (False, 0)


def test_a_total_is_the_sum_of_its_lines() -> None:
    assert SUMMARY.total("eligible") == 1 + 3
    assert SUMMARY.total("payable") == 1000_00


def test_a_measure_without_a_case_has_its_line() -> None:
    empty = summarised([POLICY], [])
    assert [line.cases for line in empty.lines] == [0, 0]

"""From an amount to instalments: parts, months with gaps, money ahead; they add up to the amount."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.facts import Facts
from duixian.language.outcome import InstalmentState, Outcome, Verdict
from duixian.language.rule import Gap, Parts, Payout, Periodic, Prepayment
from tests.engines.small import Maker, decide, facts, hire, insured, only, payment, policy

M = Maker()
DUE, SOON = InstalmentState.DUE, InstalmentState.SCHEDULED
LOST, STOPPED, OPEN = InstalmentState.LOST, InstalmentState.STOPPED, InstalmentState.UNKNOWN
INSURED = "存在 人员的参保 其中(在期(当月))"


def outcome(payout: Payout, known: Facts, as_of: str = "2022-12-31", **more: Any) -> Outcome:
    amount = None if isinstance(payout, Periodic) else "月工资"
    return only(decide(policy(M.measure("补贴", amount=amount, payout=payout, **more)), known, as_of))


def contract(wage: str = "1000元", *spells: dict[str, object], **cells: object) -> Facts:
    return facts(录用=[{**hire("H1", "2022-01-10"), "月工资": wage, **cells}], 参保=list(spells))


def states(found: Outcome) -> str:
    """One letter for each instalment: + due, . to come, x lost, s stopped, ? open."""
    letters = {DUE: "+", SOON: ".", LOST: "x", STOPPED: "s", OPEN: "?"}
    return "".join(letters[i.state] for i in found.instalments)


def monthly(length: str = "6个月", **more: Any) -> Periodic:
    return M.monthly("100元", length, "次月(录用日)", **{"condition": INSURED, **more})


def test_parts_of_four_three_and_three_add_up_to_the_fen() -> None:
    parts = M.parts("4:3:3", "录用日", "录用日 后 12个月", "录用日 后 24个月")
    found = outcome(parts, contract("100.01元"))
    assert [i.amount for i in found.instalments] == [4000, 3001, 3000]
    assert (states(found), found.due_now, found.payable) == ("+..", 4000, 10001)


def test_a_part_whose_condition_no_longer_holds_is_lost_and_the_next_is_asked_again() -> None:
    parts = M.parts(
        "1:1:1",
        "录用日",
        "录用日 后 3个月",
        "录用日 后 6个月",
        condition="存在 人员的参保 其中(在期(当期止))",
    )
    found = outcome(parts, contract("300元", insured("2022-01", "2022-02"), insured("2022-06")))
    assert (states(found), found.payable) == ("+x+", 20000)


def test_a_part_without_a_day_yet_stays_open_and_the_others_are_paid() -> None:
    found = outcome(M.parts("1:1", "录用日", "解除日"), contract("100元", 解除日="未知"))
    assert (states(found), found.verdict, found.payable) == ("+?", Verdict.ELIGIBLE, 5000)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 10**6))
def test_parts_always_add_up_to_the_whole(ratio: list[int], fen: int) -> None:
    parts: Parts = M.parts(":".join(map(str, ratio)), *["录用日"] * len(ratio))
    found = outcome(parts, contract(f"{fen // 100}.{fen % 100:02d}元"))
    assert sum(i.amount for i in found.instalments) == fen
    assert all(i.amount >= 0 for i in found.instalments)


def test_each_month_in_which_it_holds_is_paid_at_its_end() -> None:
    found = outcome(monthly(), contract("1元", insured("2022-02")), "2022-04-15")
    assert states(found) == "++...."
    assert [i.period for i in found.instalments][:2] == ["2022-02", "2022-03"]
    assert [str(i.due) for i in found.instalments][:2] == ["2022-02-28", "2022-03-31"]
    assert (found.amount, found.payable, found.due_now) == (60000, 60000, 20000)


@pytest.mark.parametrize(
    ("gap", "tolerance", "expected"),
    [
        (Gap.SKIP, None, "+xx+++"),
        (Gap.STOP, None, "+xssss"),
        (Gap.EXTEND, None, "+xx+++++"),
        (Gap.TOLERATE, "2个月", "+xx+++"),
        (Gap.TOLERATE, "1个月", "+xxsss"),
    ],
)
def test_what_a_gap_of_two_months_does(gap: Gap, tolerance: str | None, expected: str) -> None:
    payout = monthly(gap=gap, tolerance=tolerance)
    found = outcome(payout, contract("1元", insured("2022-02", "2022-02"), insured("2022-05")))
    assert states(found) == expected
    assert found.payable == expected.count("+") * 10000


def test_postponed_months_do_not_make_the_amount_larger() -> None:
    found = outcome(
        monthly(gap=Gap.EXTEND), contract("1元", insured("2022-02", "2022-02"), insured("2022-05"))
    )
    assert (found.amount, found.payable) == (60000, 60000)


def test_a_tolerance_in_months_is_not_one_in_quarters() -> None:
    payout = M.monthly(
        "100元", "1年", "2022-01", 3, condition="当期起 ≠ 2022-04-01", gap=Gap.TOLERATE, tolerance="2个月"
    )
    assert states(outcome(payout, contract())) == "+xss"


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(Gap.SKIP, "+?++++"), (Gap.STOP, "+?????"), (Gap.EXTEND, "+?++++"), (Gap.TOLERATE, "+?++++")],
)
def test_after_a_month_nobody_can_judge_a_payment_that_may_have_stopped_stays_open(
    gap: Gap, expected: str
) -> None:
    asked = "若 当月 = 2022-03 则 技能等级 = 技师 否则 真"
    payout = M.monthly("100元", "6个月", "次月(录用日)", condition=asked, gap=gap, tolerance="1个月")
    assert states(outcome(payout, contract())) == expected


def test_a_month_that_surely_breaks_it_stops_what_was_in_doubt() -> None:
    asked = "若 当月 = 2022-03 则 技能等级 = 技师 否则 当月 ≠ 2022-05"
    payout = M.monthly("100元", "6个月", "次月(录用日)", condition=asked, gap=Gap.STOP)
    assert states(outcome(payout, contract())) == "+??xss"


def test_where_no_month_is_sure_and_some_are_open_the_case_stays_open() -> None:
    asked = "若 当月 = 2022-03 则 技能等级 = 技师 否则 假"
    found = outcome(M.monthly("100元", "6个月", "次月(录用日)", condition=asked), contract())
    assert (states(found), found.verdict) == ("x?xxxx", Verdict.UNDETERMINED)
    assert {m.name for m in found.missing} == {"技能等级"}


def test_the_amount_may_change_with_the_number_of_the_period() -> None:
    payout = M.monthly("若 期次 ≤ 2 则 300元 否则 100元", "4个月", "次月(录用日)")
    found = outcome(payout, contract())
    assert [i.amount for i in found.instalments] == [30000, 30000, 10000, 10000]


def test_nothing_begins_after_the_last_day() -> None:
    payout = monthly(until="2022-04-30", condition="真")
    assert [i.period for i in outcome(payout, contract()).instalments] == ["2022-02", "2022-03", "2022-04"]


def test_months_paid_together_fall_due_at_the_end_of_their_quarter() -> None:
    found = outcome(monthly(batch=3, condition="真"), contract())
    assert [str(i.due) for i in found.instalments][:3] == ["2022-03-31", "2022-03-31", "2022-06-30"]


def test_years_run_from_the_day_and_not_from_january() -> None:
    payout = M.monthly("100元", "2年", "录用日", 12)
    found = outcome(payout, contract())
    assert [(i.period, str(i.due)) for i in found.instalments] == [
        ("2022-01-10", "2023-01-09"),
        ("2023-01-10", "2024-01-09"),
    ]


def test_a_payment_without_a_day_to_begin_on_is_refused_and_says_so() -> None:
    found = outcome(M.monthly("100元", "6个月", "次月(解除日)"), contract())
    assert found.verdict is Verdict.INELIGIBLE
    assert [f.test.text for f in found.findings] == ["次月(解除日)"]


def test_half_ahead_and_the_rest_at_the_end() -> None:
    payout = M.prepaid("月工资", "50%", "录用日", "录用日 后 12个月")
    found = outcome(payout, contract("100.01元"))
    assert [(i.amount, i.state) for i in found.instalments] == [(5001, DUE), (5000, SOON)]


def test_too_much_ahead_comes_back_at_the_settlement() -> None:
    payout: Prepayment = M.prepaid("1000元", "80%", "录用日", "录用日 后 3个月")
    found = outcome(payout, contract("500元"))
    assert [i.amount for i in found.instalments] == [80000, -30000]
    assert (found.payable, found.due_now) == (50000, 50000)


def test_what_was_paid_ahead_is_taken_off_and_the_excess_recovered() -> None:
    payout = M.prepaid("1000元", "80%", "录用日", "录用日 后 3个月")
    prior = payment("F1", "800元", 事项编号="H1", 支付日期="2022-01-20")
    known = facts(录用=[{**hire("H1", "2022-01-10"), "月工资": "500元"}], 已享受=[prior])
    found = outcome(payout, known)
    assert (found.paid, found.payable, found.recovery) == (80000, 0, 30000)


def test_money_ahead_for_a_case_that_fails_comes_back_whole() -> None:
    payout = M.prepaid("1000元", "80%", "录用日", "录用日 后 3个月")
    prior = payment("F1", "800元", 事项编号="H1", 支付日期="2022-01-20")
    known = facts(录用=[{**hire("H1", "2022-01-10"), "月工资": "500元"}], 已享受=[prior])
    found = outcome(payout, known, conditions=M.conditions("月工资 > 600元"))
    assert (found.verdict, found.payable, found.recovery) == (Verdict.INELIGIBLE, 0, 80000)


def test_money_ahead_that_was_lost_is_part_of_the_settlement() -> None:
    payout = M.prepaid("1000元", "50%", "录用日", "录用日 后 3个月", condition="技能等级 = 技师")
    found = outcome(payout, contract("900元", 技能等级="高级工"))
    assert (states(found), found.payable) == ("x+", 90000)


def test_a_day_to_pay_on_that_has_not_come_is_scheduled() -> None:
    found = outcome(M.once("录用日 后 12个月"), contract("100元"))
    assert (states(found), found.payable, found.due_now) == (".", 10000, 0)


CUTS = st.sampled_from(["1元", "99.99元", "150元", "350.5元", "9999元"])
PATTERN = st.lists(st.booleans(), min_size=6, max_size=6)


@given(PATTERN, st.sampled_from(Gap), CUTS)
def test_instalments_and_what_is_lost_add_up_to_the_amount_and_a_cap_cuts_the_rest(
    months: list[bool], gap: Gap, cut: str
) -> None:
    spells = [insured(f"2022-{i:02d}", f"2022-{i:02d}") for i, held in enumerate(months, 2) if held]
    known = contract("1元", *spells)
    found = outcome(monthly(gap=gap, tolerance="2个月"), known)
    paid_, lost = (sum(i.amount for i in found.instalments if i.state in kinds) for kinds in KINDS)
    postponed = lost if gap is Gap.EXTEND else 0
    assert paid_ + lost - postponed == found.amount
    capped = outcome(monthly(gap=gap, tolerance="2个月"), known, limits=(M.limit("上限", [], money=cut),))
    assert capped.payable == sum(i.amount for i in capped.instalments if i.state in KINDS[0]) <= paid_


KINDS = ((DUE, SOON), (LOST, STOPPED))


def test_every_part_of_a_yearly_case_reads_its_days_off_the_same_year() -> None:
    parts = M.parts("1:1", "录用日", "当期止")
    measure = M.measure("补贴", amount="月工资", event="录用日", yearly=True, payout=parts)
    found = only(decide(policy(measure, window=("2022-01-01", "2022-12-31")), contract()))
    assert [str(i.due) for i in found.instalments] == ["2022-01-10", "2022-12-31"]

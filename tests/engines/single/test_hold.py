"""保持: what must still hold for some months after, and what of the money comes back when it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from duixian.language.facts import Facts
from duixian.language.outcome import EffectKind, EffectResult, Outcome, Verdict
from duixian.language.rule import Recovery
from tests.engines.small import Maker, decide, facts, hire, insured, only, payment, policy

M = Maker()
STAYS = "存在 人员的参保 其中(在期(当月))"
PRIOR = payment("F1", "1000元", 事项编号="H1", 支付日期="2022-02-01")


def held(known: Facts, as_of: str = "2022-12-31", recovery: Recovery = Recovery.ALL, **more: Any) -> Outcome:
    hold = M.hold("10个月", "录用日", STAYS, recovery, more.pop("share", None))
    return only(decide(policy(M.measure("补贴", hold=hold, **more)), known, as_of))


def stayed(*spells: dict[str, object], paid: bool = True, **more: Any) -> Facts:
    return facts(录用=[hire("H1", "2022-01-10")], 参保=list(spells), 已享受=[PRIOR] if paid else [], **more)


def test_while_it_holds_nothing_comes_back() -> None:
    found = held(stayed(insured("2022-01")), "2022-06-30")
    assert (found.verdict, found.payable, found.recovery) == (Verdict.ELIGIBLE, 0, 0)
    assert (found.held_until, found.broken_on) == (date(2022, 11, 30), None)


def test_a_breach_after_the_period_is_none() -> None:
    assert held(stayed(insured("2022-01", "2022-11"))).recovery == 0


def test_all_that_was_paid_comes_back() -> None:
    found = held(stayed(insured("2022-01", "2022-05")))
    assert (found.broken_on, found.payable, found.recovery) == (date(2022, 6, 1), 0, 100000)
    assert [e.kind for e in found.effects] == [EffectKind.HOLD, EffectKind.PAID]


def test_what_was_never_paid_does_not_come_back_and_is_not_paid_any_more() -> None:
    found = held(stayed(insured("2022-01", "2022-05"), paid=False))
    assert (found.payable, found.recovery, found.due_now) == (0, 0, 0)


@pytest.mark.parametrize(("until", "back"), [("2022-01", 100000), ("2022-05", 60000), ("2022-10", 10000)])
def test_the_part_of_the_months_that_remain_comes_back(until: str, back: int) -> None:
    assert held(stayed(insured("2022-01", until)), recovery=Recovery.REMAINING).recovery == back


@pytest.mark.parametrize(("until", "back"), [("2022-04", 100000), ("2022-05", 50000)])
def test_the_part_may_depend_on_the_months_served(until: str, back: int) -> None:
    share = "若 已满月数 < 4个月 则 100% 否则 50%"
    assert held(stayed(insured("2022-01", until)), share=share).recovery == back


def test_only_what_limits_left_comes_back() -> None:
    limits = (M.limit("上限", ["人员"], money="300元"),)
    prior = {**PRIOR, "金额": "300元"}
    known = facts(录用=[hire("H1", "2022-01-10")], 参保=[insured("2022-01", "2022-05")], 已享受=[prior])
    assert held(known, recovery=Recovery.REMAINING, limits=limits).recovery == 18000


def test_a_month_nobody_can_judge_leaves_the_case_open() -> None:
    found = held(stayed(insured("2022-01"), missing=["参保"]))
    assert (found.verdict, found.effects[0].result) == (Verdict.UNDETERMINED, EffectResult.PENDING)


def test_months_to_come_are_not_judged() -> None:
    assert held(stayed(insured("2022-01", "2022-05")), "2022-05-31").broken_on is None


def test_a_hold_from_the_end_of_a_year_does_not_begin_with_an_instalment() -> None:
    parts = M.parts("1:1", "录用日", "录用日 后 5个月")
    hold = M.hold("1个月", "当期止", STAYS)
    measure = M.measure("补贴", event="录用日", yearly=True, payout=parts, hold=hold)
    made = policy(measure, window=("2022-01-01", "2022-12-31"))
    assert only(decide(made, stayed(insured("2022-01"), paid=False))).held_until == date(2023, 1, 31)

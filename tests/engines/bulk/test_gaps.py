"""Gaps in monthly payments, in columns: what an unknown month does to those after it."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duixian.language.outcome import InstalmentState, Outcome
from duixian.language.rule import Gap, Policy
from tests.engines import small
from tests.engines.bulk.test_deciding import MAKER, agrees
from tests.engines.small import facts, hire, insured

PAID, LOST, OPEN, STOPPED = "付", "失", "?", "停"
_SIGNS = {
    InstalmentState.DUE: PAID,
    InstalmentState.SCHEDULED: PAID,
    InstalmentState.LOST: LOST,
    InstalmentState.UNKNOWN: OPEN,
    InstalmentState.STOPPED: STOPPED,
}
INSURED = "存在 人员的参保 其中(起月 ≤ 所在月(当期起) 且 止月 ≥ 所在月(当期起) 且 养老)"


def monthly(gap: Gap, months: int, tolerance: str | None = None) -> Policy:
    still = MAKER.condition("在保", INSURED)
    slack: dict[str, Any] = {} if tolerance is None else {"tolerance": tolerance}
    payout = MAKER.monthly("500元", f"{months}个月", "录用日", gap=gap, condition=still, **slack)
    return small.policy(MAKER.measure("补贴", amount=None, payout=payout))


def paid(policy: Policy, months: str) -> Outcome:
    """The case of one hired in January 2021; of each month whether insured, not (失), or unknown (?)."""
    spells = [
        insured(f"2021-{n:02d}", f"2021-{n:02d}", 养老={PAID: "是", OPEN: None}[sign])
        for n, sign in enumerate(months, 1)
        if sign != LOST
    ]
    found = agrees(policy, facts(录用=[hire("H1", "2021-01-01")], 参保=spells))
    assert found.not_in_columns == {}
    return next(iter(found))


def states(outcome: Outcome) -> str:
    return "".join(_SIGNS[i.state] for i in outcome.instalments)


def test_after_an_unknown_month_that_may_have_ended_them_payments_stay_open() -> None:
    assert states(paid(monthly(Gap.STOP, 5), "付?付失付")) == "付??失停"


def test_an_unknown_month_within_what_is_tolerated_leaves_the_others_alone() -> None:
    assert states(paid(monthly(Gap.TOLERATE, 5, "2个月"), "付?失付付")) == "付?失付付"


def test_an_unknown_month_that_makes_a_gap_too_long_puts_all_later_ones_in_doubt() -> None:
    assert states(paid(monthly(Gap.TOLERATE, 6, "2个月"), "付?失失付付")) == "付?失失??"


def test_each_open_instalment_names_the_unknown_month_that_it_turns_on() -> None:
    case = paid(monthly(Gap.STOP, 4), "付?付付")
    names = [{missing.name for missing in i.missing} for i in case.instalments]
    assert names == [set(), {"养老"}, {"养老"}, {"养老"}]


@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_random_gaps_are_judged_as_the_reference_judges_them(dice: Random) -> None:
    months = "".join(dice.choices((PAID, LOST, OPEN), (4, 2, 2), k=12))
    gap = dice.choice((Gap.STOP, Gap.TOLERATE))
    paid(monthly(gap, 12, dice.choice(("1个月", "3个月")) if gap is Gap.TOLERATE else None), months)


def test_what_is_put_off_may_ask_which_payment_it_is() -> None:
    payout = MAKER.monthly(
        "100元 × 期次", "3个月", "录用日", gap=Gap.EXTEND, condition=MAKER.condition("在保", INSURED)
    )
    case = paid(small.policy(MAKER.measure("补贴", amount=None, payout=payout)), "付失付失失付付")
    assert states(case) == "付失付失失付"
    assert [i.amount for i in case.instalments if i.state is InstalmentState.DUE] == [10_000, 20_000, 30_000]

"""Settlement in columns is the reference's, to the byte: random dockets through the whole bulk engine, and crowds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duixian.engines.bulk import deciding, settling
from duixian.engines.bulk.cases import Day
from duixian.engines.bulk.deciding import Decisions, decide
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.settle.contenders import Contenders
from duixian.engines.bulk.settle.measures import VERDICTS
from duixian.engines.bulk.settle.register import Register
from duixian.engines.bulk.settling import Beside
from duixian.engines.single.engine import Engine
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Mode, Policy, Shortage, Ties
from tests.agreement.reference import Lent, written
from tests.engines import small
from tests.engines.bulk.settle.dockets import random_facts, random_policy
from tests.engines.small import Maker, facts, group, hire, payment

ON = date(2022, 12, 31)
M = Maker()


class Counting(Lent):
    """Counts the cases that the exact solver is asked for."""

    exact = 0

    def settle(self, outcomes: list[Outcome], beside: Beside) -> None:
        """The exact settlement."""
        self.exact += len(outcomes)
        super().settle(outcomes, beside)


def agree(policies: Sequence[Policy], known: Facts) -> tuple[Decisions, Counting]:
    lent = Counting(policies, known, ON)
    found = decide(policies, known, ON, lent)
    assert written(found) == written(Engine(policies).decide(known, ON))
    return found, lent


def assert_arrays_say_the_same(found: Decisions) -> None:
    for measure in found.measures:
        settled, size, cases = measure.settled, len(measure), list(measure)
        assert settled.payable(size).tolist() == [o.payable for o in cases]
        assert settled.paid(size).tolist() == [o.paid for o in cases]
        assert settled.recovery(size).tolist() == [o.recovery for o in cases]
        assert settled.due_now(size).tolist() == [o.due_now for o in cases]
        assert [VERDICTS[place] for place in settled.verdicts(size)] == [o.verdict for o in cases]
        untouched = set(range(size)) - set(settled.touched())
        assert all(not cases[row].effects for row in untouched)


@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_random_dockets_are_settled_alike(dice: Random) -> None:
    policies = [random_policy(dice, number) for number in range(1, dice.choice((2, 2, 3)))]
    found, _ = agree(policies, random_facts(dice))
    assert_arrays_say_the_same(found)


@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_measures_that_are_lent_are_settled_with_the_others(dice: Random) -> None:
    def lent(frames: Frames, policy: Policy, measure: Measure, day: Day) -> MeasureColumns:
        if measure.name == "乙":
            raise NotCompiled("for the test")
        return MeasureColumns(frames, policy, measure, day)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deciding, "MeasureColumns", lent)
        assert_arrays_say_the_same(
            agree([random_policy(dice), random_policy(dice, 2)], random_facts(dice))[0]
        )


@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_rules_without_a_column_form_are_asked_of_the_reference(dice: Random) -> None:
    def refused(columns: MeasureColumns, policy: Policy, register: Register) -> Contenders:
        raise NotCompiled("for the test")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "contenders_in", refused)
        assert_arrays_say_the_same(agree([random_policy(dice)], random_facts(dice))[0])


def crowd(size: int, persons: int) -> list[dict[str, object]]:
    """So many contracts of some persons with wages that often tie."""
    return [
        hire(
            f"H{n:04d}",
            f"2022-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            f"P{n * 7 % persons}",
            月工资=f"{n * 37 % 11 * 100 + 500}元",
            用人单位=f"E{n % 3}",
        )
        for n in range(size)
    ]


CROWDED: dict[str, dict[str, Any]] = {
    "a quota with ties for a clerk": {"quota": M.quota(["用人单位"], "40", "-月工资")},
    "a quota whose ties share": {"quota": M.quota([], "100", "-月工资", ties=Ties.SHARE)},
    "so many times": {"limits": (M.limit("两次", ["人员"], count="2"),)},
    "so much money": {"limits": (M.limit("上限", ["人员"], money="2500元"),)},
    "a budget": {"budgets": (M.budget("总额", [], "60000元"),)},
    "a budget in part": {"budgets": (M.budget("总额", ["用人单位"], "30000元", shortage=Shortage.PARTIAL),)},
    "a budget in proportion": {"budgets": (M.budget("总额", [], "60000元", shortage=Shortage.PRO_RATA),)},
    "the highest": {"memberships": (M.member("就高", "人员"),)},
    "the difference": {"memberships": (M.member("就高补差", "人员"),)},
    "a deduction": {"memberships": (M.member("扣减", "人员"),)},
    "a capped stack": {"memberships": (M.member("叠加", "人员"),)},
}
GROUPS = [group(mode.value, mode) for mode in (Mode.HIGHEST, Mode.DIFFERENCE, Mode.DEDUCT)]
STACK = group(Mode.STACK.value, Mode.STACK, M.expr("3000元"))


@pytest.mark.parametrize("pattern", CROWDED)
def test_a_crowd_is_settled_without_the_exact_solver(pattern: str) -> None:
    policy = small.policy(M.measure("补贴", amount="月工资", **CROWDED[pattern]), groups=[*GROUPS, STACK])
    found, lent = agree([policy], facts(录用=crowd(300, 60)))
    assert lent.exact == 0
    assert_arrays_say_the_same(found)


def test_one_person_with_five_hundred_records_is_settled_alike() -> None:
    limits = (M.limit("三次", ["人员", "用人单位"], count="3"), M.limit("上限", ["人员"], money="8000元"))
    measure = M.measure(
        "补贴", amount="月工资", limits=limits, memberships=(M.member("一组", "人员", "用人单位"),)
    )
    agree(
        [small.policy(measure, groups=[group("一组", Mode.STACK, M.expr("9000元"))])],
        facts(录用=crowd(500, 1)),
    )


def test_what_was_paid_for_a_case_is_settled_in_columns() -> None:
    paid = [payment(f"F{n}", "400元", 事项编号=f"H{n:04d}", 人员=f"P{n * 7 % 60}") for n in range(0, 300, 3)]
    policy = small.policy(M.measure("补贴", amount="月工资", limits=(M.limit("五次", ["人员"], count="5"),)))
    found, lent = agree([policy], facts(录用=crowd(300, 60), 已享受=paid))
    assert lent.exact == 0
    assert sum(o.paid for o in found) == 100 * 40_000


def test_an_undecided_rival_sends_only_its_own_meeting_to_the_exact_solver() -> None:
    rows = crowd(300, 60)
    rows[5]["月工资"] = None
    member = (M.member("一组", "人员"),)
    policy = small.policy(
        M.measure("补贴", amount="月工资", memberships=member), groups=[group("一组", Mode.HIGHEST)]
    )
    _, lent = agree([policy], facts(录用=rows))
    assert lent.exact == 5


def test_without_the_register_of_payments_cases_that_meet_nobody_stay_open_in_columns() -> None:
    once = M.limit("一次", ["人员"], count="1", prior_keys=["人员"])
    rows = [hire(f"H{n}", person=f"P{n}") for n in range(20)]
    found, lent = agree(
        [small.policy(M.measure("补贴", limits=(once,)))], facts(missing=["已享受"], 录用=rows)
    )
    assert lent.exact == 0
    assert {m.name for o in found for m in o.missing} == {"已享受"}

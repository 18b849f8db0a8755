"""目标: the figure a registry reaches beside the figure the policy sets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from duixian.engines.single.targets import targets_reached
from duixian.language.facts import Facts
from duixian.language.rule import Policy, Target
from duixian.language.types import INT
from duixian.language.unknown import Unknown
from tests.engines.small import Maker, day, facts, hire, policy, source

M = Maker(None)


def aiming(value: str, goal: str | None, *, at_least: bool = True) -> Policy:
    target = Target(source("总量"), M.expr(value), None if goal is None else M.expr(goal, INT), at_least)
    return replace(policy(), targets=(target,))


def met(one: Policy, known: Facts, as_of: str = "2022-12-31") -> object:
    (reached,) = targets_reached(one, known, day(as_of))
    return reached.met


HIRED = facts(录用=[hire("H1", "2022-01-01"), hire("H2", "2022-06-01")])


@pytest.mark.parametrize(
    ("goal", "at_least", "expected"), [("2人", True, True), ("2人", False, False), ("3人", True, False)]
)
def test_a_target_is_met_at_its_figure_unless_it_asks_for_more(
    goal: str, at_least: bool, expected: bool
) -> None:
    assert met(aiming("计数 所有 录用", goal, at_least=at_least), HIRED) is expected


def test_only_what_had_happened_by_the_day_counts() -> None:
    assert met(aiming("计数 所有 录用", "2人"), HIRED, "2022-05-31") is False


def test_a_register_nobody_supplied_leaves_the_target_open() -> None:
    assert met(aiming("计数 所有 录用", "1人"), facts(missing=["录用"])).__class__ is Unknown


def test_a_target_without_a_figure_is_never_met() -> None:
    assert met(aiming("计数 所有 录用", None), HIRED) is False

"""A policy's targets as statistics of a registry, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.decisions.deciding import with_catalogues
from duixian.engines.prose.phrases import same, say
from duixian.engines.prose.quantities import percentage, spoken
from duixian.engines.prose.refusal import lacks
from duixian.engines.single.targets import Reached, targets_reached
from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.rule import Policy, Target
from duixian.language.types import Type
from duixian.language.unknown import Unknown
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """A target: the figure reached, the figure set with its sign, and whether it is met. ``met`` None is unknown."""

    target: Target
    reached: Text
    goal: Text
    verdict: Text
    met: bool | None


def standings(policy: Policy, facts: Facts, as_of: date) -> Iterator[Standing]:
    """Every target of a policy as the registry stood on a day."""
    for reached in targets_reached(policy, with_catalogues([policy], facts), as_of):
        yield standing_of(policy, reached)


def standing_of(policy: Policy, found: Reached) -> Standing:
    """A target with its figures in words."""
    target = found.target
    met = None if found.met.__class__ is Unknown else bool(found.met)
    return Standing(
        target,
        _figure(policy, found.value, target.value.type),
        _goal(policy, found),
        _verdict(policy, found),
        met,
    )


def _figure(policy: Policy, value: Any, kind: Type) -> Text:
    if isinstance(value, Fraction):
        return same(percentage(value))
    return spoken(value, kind, policy.vocabulary)


def _goal(policy: Policy, found: Reached) -> Text:
    target = found.target
    if target.goal is None or found.goal is ABSENT:
        return Text("—", "—")
    if found.goal.__class__ is Unknown:
        return Text("待定", "open")
    sign = ("≥ {goal}", "≥ {goal}") if target.at_least else ("> {goal}", "> {goal}")
    return say(*sign, goal=_figure(policy, found.goal, target.goal.type))


def _verdict(policy: Policy, found: Reached) -> Text:
    if found.target.goal is None:
        return Text("仅统计", "a figure only")
    if found.met.__class__ is Unknown:
        missing = lacks(sorted(found.met.causes), policy.vocabulary)
        return say("待定：{missing}", "open: {missing}", missing=missing)
    return Text("达到", "met") if found.met else Text("未达到", "not met")

"""The policy's targets as statistics of a registry: the figure reached beside the figure set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from duixian.engines.single.compiler import Unit
from duixian.engines.single.engine import FAMILIES
from duixian.engines.single.run import Run
from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.rule import Policy, Target
from duixian.language.unknown import Unknown, merged

assert FAMILIES, "importing the engine registers how nodes are compiled"


@dataclass(frozen=True, slots=True)
class Reached:
    """A target with the figure of a registry. ``met``: True, False, or Unknown with what is missing."""

    target: Target
    value: Any
    goal: Any
    met: Any


def targets_reached(policy: Policy, facts: Facts, as_of: date) -> Iterator[Reached]:
    """Every target of a policy as the registry stood on a day."""
    unit, known = Unit(policy), facts.known_on(as_of)
    for target in policy.targets:
        run = Run(known, as_of)
        value = unit.compile(target.value)(run)
        goal = unit.compile(target.goal)(run) if target.goal is not None else ABSENT
        yield Reached(target, value, goal, _met(target, value, goal))


def _met(target: Target, value: Any, goal: Any) -> Any:
    if value.__class__ is Unknown or goal.__class__ is Unknown:
        return merged((value, goal))
    if value is ABSENT or goal is ABSENT:
        return False
    return value >= goal if target.at_least else value > goal

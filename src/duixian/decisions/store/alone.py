"""Cases decided by what stands around their records: only of measures on which nobody else's cases bear.

Which these are is read off the policy alone, as for partitions (``decisions.partitions.plan``): such a case looks at its
own person's rows and at what these lead to, and shares no limit, quota, budget or group with anybody else's. So the
decision is the one of a run over everything, at the price of one person however large the registry is.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from duixian.decisions.identity import case_id
from duixian.decisions.partitions.plan import plan_of, restricted
from duixian.decisions.scope import Subject, decide_for
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Policy

_KEPT = 16


@dataclass(frozen=True, slots=True)
class Near:
    """``policy``: with those of its measures alone whose cases are decided by their surroundings. ``personal``: tables
    of which such a case looks at no other person's rows."""

    policy: Policy
    personal: frozenset[str]


_NEAR: OrderedDict[tuple[str, str], Near | None] = OrderedDict()


def near_part(policy: Policy) -> Near | None:
    """What of a policy can be decided so; None where nothing can."""
    name = policy.id, policy.version
    if name not in _NEAR:
        _NEAR[name] = _near_part(policy)
        while len(_NEAR) > _KEPT:
            _NEAR.popitem(last=False)
    return _NEAR[name]


def is_near(policy: Policy, measure: str) -> bool:
    """Whether the cases of a measure are decided by their surroundings."""
    near = near_part(policy)
    return near is not None and measure in near.policy.measures


def _near_part(policy: Policy) -> Near | None:
    plan = plan_of([policy])
    catalogues = {name for name, table in plan.vocabulary.tables.items() if table.catalogue}
    near = plan.division(frozenset()).near
    names = frozenset(name for name in near if plan.reaches[name].whole <= catalogues)
    if names != near or not names:
        return None
    (kept,) = restricted([policy], names)
    return Near(kept, frozenset(name for name in plan.vocabulary.tables if plan.homes.splits(name)))


def decided_alone(near: Near, facts: Facts, as_of: date, subjects: list[Subject]) -> list[Outcome]:
    """The cases of some records among the facts around them."""
    found = {case_id(o): o for subject in subjects for o in decide_for([near.policy], facts, as_of, subject)}
    return list(found.values())

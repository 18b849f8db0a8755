"""Which measures have to be settled together, and which of them meet across persons.

Cases of two measures bear on each other where they share a limit, a quota, a budget or a group, and their keys can be
equal. If one key is the case's own person (or a record tied to it), equal keys lie in one partition; otherwise the
meeting crosses persons. What meets is settled together, so a measure that meets one that crosses goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from duixian.decisions.partitions.looking import Walk
from duixian.decisions.partitions.reach import Reach, Spot
from duixian.language.nodes import Expr, Field, Literal, Local
from duixian.language.rule import Measure, Policy
from duixian.policybook.walking import nodes_in

Name = tuple[str, str]
"""A measure: the policy's id and its own name."""

Pin = tuple[str, int]
"""The table of a key that holds cases in one partition, and the key's place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A measure where it may meet others: what it shares, its literal keys by place, and the keys that hold its
    cases in the partition of their person."""

    bond: tuple[str, ...]
    name: Name
    literals: tuple[object, ...]
    pins: frozenset[Pin]

    def may_meet(self, other: Standing) -> bool:
        """Whether keys of both can be equal: no two literals at one place differ."""
        pairs = zip(self.literals, other.literals, strict=False)
        return all(a is None or b is None or a == b for a, b in pairs)


def standings_of(policy: Policy, measure: Measure, walk: Walk) -> Iterator[Standing]:
    """Everything a measure shares: with other measures, and among its own cases."""
    own = f"{measure.name}/"
    for limit in measure.limits:
        yield _standing(("limit", policy.id, limit.shared or own + limit.source.name.zh), limit.keys, walk)
    if measure.quota is not None:
        yield _standing(("quota", policy.id, measure.name), measure.quota.keys, walk)
    for budget in measure.budgets:
        yield _standing(
            ("budget", policy.id, budget.shared or own + budget.source.name.zh), budget.keys, walk
        )
    for membership in measure.memberships:
        across = policy.groups[membership.group].across
        yield _standing(("group", "" if across else policy.id, membership.group), membership.keys, walk)


def _standing(bond: tuple[str, ...], keys: Sequence[Expr], walk: Walk) -> Standing:
    pins = {(spot.table, place) for place, key in enumerate(keys) if (spot := _pinned(key, walk)) is not None}
    return Standing(bond, walk.reach.name, tuple(_literal(key) for key in keys), frozenset(pins))


def _pinned(key: Expr, walk: Walk) -> Spot | None:
    """The record that a key stands for, if equal keys then mean the same person."""
    while isinstance(key, Local):
        key = key.body
    spot = walk.spot(key, walk.case)
    if spot is None and isinstance(key, Field):
        owner = walk.spot(key.base, walk.case)
        if owner is not None and walk.ground.vocabulary.tables[owner.table].key == key.column:
            spot = owner
    return spot if walk.ground.holds_home(spot) else None


def _literal(key: Expr) -> object:
    while isinstance(key, Local):
        key = key.body
    return key.value if isinstance(key, Literal) else None


def counted_names(reach: Reach) -> frozenset[str]:
    """Texts in the tests that pick payments made before: if one names a measure, its own cases are no such payment."""
    literals = (n for m in reach.measure.memberships for n in _all_nodes(m.prior, reach.policy))
    return frozenset(str(n.value) for n in literals if isinstance(n, Literal) and isinstance(n.value, str))


def _all_nodes(node: Expr | None, policy: Policy) -> Iterator[Expr]:
    """The nodes of an expression and of every definition it uses."""
    waiting, read = [node], set[str]()
    while waiting:
        for found in nodes_in(waiting.pop()):
            yield found
            name = getattr(found, "definition", None)
            if name is not None and name not in read:
                read.add(name)
                waiting.append(policy.definitions[name])  # type: ignore[arg-type]


def crossing(standings: Iterable[Standing], ties: Iterable[tuple[Name, Name]] = ()) -> frozenset[Name]:
    """The measures that are settled across persons. ``ties``: measures to be settled together for other reasons."""
    found, joined = set[Name](), list(ties)
    by_bond: dict[tuple[str, ...], list[Standing]] = {}
    for standing in standings:
        by_bond.setdefault(standing.bond, []).append(standing)
        if not standing.pins:
            found.add(standing.name)
    for members in by_bond.values():
        for one, other in combinations(members, 2):
            if one.may_meet(other):
                joined.append((one.name, other.name))
                if not one.pins & other.pins:
                    found |= {one.name, other.name}
    return spread(found, joined)


def spread(found: Iterable[Name], ties: Sequence[tuple[Name, Name]]) -> frozenset[Name]:
    """All that is tied to what was found, directly or round about."""
    reached, grown = set(found), True
    while grown:
        grown = False
        for one, other in ties:
            if (one in reached) != (other in reached):
                reached |= {one, other}
                grown = True
    return frozenset(reached)

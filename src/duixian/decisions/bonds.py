"""What cases share: limits, quotas, budgets and groups, with the keys that can be read off a record alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.nodes import Choose, Expr, Field, Follow, Here, Literal, Local, Parameter
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A measure that shares a bond, with its keys."""

    measure: Measure
    keys: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """What some measures share. ``positions``: the keys that every member lets one read off a record."""

    members: tuple[Member, ...]
    positions: tuple[int, ...]

    def key(self, member: Member, record: Record, facts: Facts) -> tuple[Any, ...] | None:
        """The readable keys of a record; None where one is unknown or there is none, for then nothing is shared."""
        values = tuple(value_of(member.keys[place], record, facts) for place in self.positions)
        return None if None in values else values


def bonds_of(policies: Iterable[Policy]) -> tuple[Bond, ...]:
    """Every bond of some policies that are decided together."""
    found: dict[Name, list[Member]] = {}
    for policy in policies:
        for measure in policy.measures.values():
            for name, keys in _shared_by(policy, measure):
                found.setdefault((*name, str(len(keys))), []).append(Member(measure, keys))
    return tuple(_bond(members) for members in found.values())


def _shared_by(policy: Policy, measure: Measure) -> Iterator[tuple[Name, tuple[Expr, ...]]]:
    own = f"{measure.name}/"
    for limit in measure.limits:
        yield ("limit", policy.id, limit.shared or own + limit.source.name.zh), limit.keys
    if measure.quota is not None:
        yield ("quota", policy.id, measure.name), measure.quota.keys
    for budget in measure.budgets:
        yield ("budget", policy.id, budget.shared or own + budget.source.name.zh), budget.keys
    for membership in measure.memberships:
        across = policy.groups[membership.group].across
        yield ("group", "" if across else policy.id, membership.group), membership.keys


def _bond(members: Sequence[Member]) -> Bond:
    count = len(members[0].keys)
    readable = tuple(i for i in range(count) if all(is_readable(m.keys[i]) for m in members))
    return Bond(tuple(members), readable)


def is_readable(node: Expr) -> bool:
    """Whether a key is a constant or a path of links and columns from the case's record."""
    if isinstance(node, Local):
        return is_readable(node.body)
    if isinstance(node, Follow | Field):
        return is_readable(node.base)
    return isinstance(node, Literal) or (isinstance(node, Here) and node.depth == 0) or _is_set(node)


def _is_set(node: Expr) -> bool:
    return isinstance(node, Parameter) and node.value is not None


def alternatives(node: Expr) -> Iterator[Expr]:
    """What a choice may come to; any other node is itself."""
    if isinstance(node, Local):
        yield from alternatives(node.body)
    elif isinstance(node, Choose):
        yield from alternatives(node.then)
        yield from alternatives(node.otherwise)
    else:
        yield node


def value_of(node: Expr, record: Record, facts: Facts) -> Any:
    """The value of a readable key for a case's record, of records their key; None for unknown and for none."""
    if isinstance(node, Local):
        return value_of(node.body, record, facts)
    if isinstance(node, Literal | Parameter):
        return node.value
    if isinstance(node, Field | Follow):
        owner = _record_at(node.base, record, facts)
        value = owner.values.get(node.column) if owner is not None else None
        return None if value is ABSENT else value
    return record.key


def _record_at(node: Expr, record: Record, facts: Facts) -> Record | None:
    if isinstance(node, Here):
        return record
    if isinstance(node, Local):
        return _record_at(node.body, record, facts)
    key = value_of(node, record, facts)
    return facts.find(str(node.type.of), key) if key is not None else None

"""Values that a cell may have: all of them where they are few, some telling ones where they are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.nodes import Among, Call, Compare, Expr, Field, Follow, Literal
from duixian.language.rule import Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Shape
from duixian.policybook.walking import nodes_in
from duixian.public.calculator.held import Held
from duixian.public.calculator.scene import Cell, Scene
from duixian.values.months import month_of

SOMETHING, SOMETHING_ELSE = "·", "··"
"""Texts that are none of those a policy names: two, for what matters of such a text is only which others it equals."""
_LONG_AGO = timedelta(days=365 * 12)
_NUMBERS = (1_000_000_000, 1, 0)


@dataclass(frozen=True, slots=True)
class Range:
    """``values``: what a cell may hold; ``whole``: whether there is nothing else it may hold."""

    values: tuple[Any, ...]
    whole: bool


def range_of(cell: Cell, policy: Policy, scene: Scene, as_of: date) -> Range:
    """What a cell may hold. Of a day that there may not be, none comes first: most things have not ended."""
    table = policy.vocabulary.tables[cell.table]
    column = table.columns[cell.column]
    values, whole = _values(column, cell, policy, scene, as_of)
    if not column.empty_is_none:
        return Range(values, whole)
    dated = column.type.kind in (Kind.DATE, Kind.MONTH)
    return Range((ABSENT, *values) if dated else (*values, ABSENT), whole)


def _values(
    column: Column, cell: Cell, policy: Policy, scene: Scene, as_of: date
) -> tuple[tuple[Any, ...], bool]:
    kind = column.type.kind
    if kind is Kind.BOOL:
        return (True, False), True
    if kind is Kind.CATEGORY:
        return policy.vocabulary.categories[str(column.type.of)].members, True
    if kind is Kind.RECORD:
        return tuple(str(n + 1) for n in range(max(1, scene.counts.get(str(column.link), 0)))), False
    if kind in (Kind.DATE, Kind.MONTH):
        days = tuple(dict.fromkeys(_days(scene, as_of)))
        return (days if kind is Kind.DATE else tuple(dict.fromkeys(month_of(d) for d in days))), False
    if column.shape is Shape.REGION:
        return (policy.area, elsewhere(policy.area)), False
    named = words_compared(policy).get((cell.table, cell.column), ())
    if kind is Kind.TEXT:
        return tuple(dict.fromkeys(_texts(cell, named, policy, scene))), not _read_into(cell, policy)
    return (*_NUMBERS, *(n for n in named if isinstance(n, int))), False


def _days(scene: Scene, as_of: date) -> Iterator[date]:
    """Long ago; the days known so far and the day after each; today and yesterday."""
    yield as_of - _LONG_AGO
    for value in scene.cells.values():
        if isinstance(value, date) and value < as_of:
            yield value
            yield value + timedelta(days=1)
    yield as_of - timedelta(days=40)
    yield as_of - timedelta(days=1)
    yield as_of


def _texts(cell: Cell, named: tuple[Any, ...], policy: Policy, scene: Scene) -> Iterator[str]:
    """Words that the policy names, texts that other cells hold, and none of these."""
    yield from (word for word in named if isinstance(word, str))
    for other, value in scene.cells.items():
        column = policy.vocabulary.tables[other.table].columns[other.column]
        if other != cell and column.type.kind is Kind.TEXT and isinstance(value, str):
            yield value
    yield from (SOMETHING, SOMETHING_ELSE)


def _read_into(cell: Cell, policy: Policy) -> bool:
    """Whether some rule looks inside the text rather than at which text it is."""
    return (cell.table, cell.column) in _looked_into(Held(policy))


@lru_cache(maxsize=32)
def _looked_into(held: Held) -> frozenset[tuple[str, str]]:
    rules = (tuple(held.policy.measures.values()), tuple(held.policy.definitions.values()))
    calls = [node for node in nodes_in(rules) if isinstance(node, Call)]
    return frozenset(
        place for call in calls for inner in nodes_in(call) if (place := _place(inner)) is not None
    )


def elsewhere(area: str) -> str:
    """Some region that is not the area, nor in it, nor around it: of another part of the country."""
    return "1101" if not area.startswith("11") else "3101"


def words_compared(policy: Policy) -> Mapping[tuple[str, str], tuple[Any, ...]]:
    """By table and column, what the policy's rules compare it with: words and numbers written in them, and the words
    of its own catalogues."""
    return _compared(Held(policy))


@lru_cache(maxsize=32)
def _compared(held: Held) -> Mapping[tuple[str, str], tuple[Any, ...]]:
    policy = held.policy
    found: dict[tuple[str, str], dict[Any, None]] = {}
    for node in nodes_in((tuple(policy.measures.values()), tuple(policy.definitions.values()))):
        for one, other in _pairs(node):
            place = _place(one)
            if place is not None:
                found.setdefault(place, {}).update(dict.fromkeys(_written(other, policy)))
    return {place: tuple(words) for place, words in found.items()}


def _pairs(node: Expr) -> Iterator[tuple[Expr, Expr]]:
    if isinstance(node, Compare):
        yield node.left, node.right
        yield node.right, node.left
    elif isinstance(node, Among):
        yield from ((node.value, option) for option in node.options)


def _place(node: Expr) -> tuple[str, str] | None:
    if isinstance(node, Field | Follow) and node.base.type.kind is Kind.RECORD:
        return str(node.base.type.of), node.column
    return None


def _written(node: Expr, policy: Policy) -> Iterator[Any]:
    if isinstance(node, Literal):
        yield node.value
        return
    place = _place(node)
    table = policy.vocabulary.tables.get(place[0]) if place is not None else None
    if place is not None and table is not None and table.rows is not None:
        yield from (row[place[1]] for row in table.rows if row.get(place[1]))

"""Conditions in three truth values: comparisons, ranges, lists, regions, 且 或 非, 若."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.elapsed import Elapsed, elapsed, note_crossing
from duixian.engines.single.run import Evaluator, Run
from duixian.engines.single.shifted import MOVING, note_turns, shifted
from duixian.language.absent import ABSENT, Absent
from duixian.language.nodes import (
    AllOf,
    Among,
    AnyOf,
    Between,
    Choose,
    Compare,
    Comparison,
    Expr,
    Field,
    Follow,
    Here,
    IsAbsent,
    Not,
    Within,
)
from duixian.language.record import Record
from duixian.language.types import Kind
from duixian.language.unknown import Unknown, merged
from duixian.values.regions import is_within

SIGNS: dict[Comparison, Callable[[Any, Any], bool]] = {
    Comparison.EQ: operator.eq,
    Comparison.NE: operator.ne,
    Comparison.LT: operator.lt,
    Comparison.LE: operator.le,
    Comparison.GT: operator.gt,
    Comparison.GE: operator.ge,
}


def all_true(values: Iterable[Any]) -> Any:
    """Kleene's 且: false if any is false (or there is none), else unknown if any is, else true."""
    unknown = None
    for value in values:
        if value is False or value is ABSENT:
            return False
        if value.__class__ is Unknown:
            unknown = value if unknown is None else merged((unknown, value))
    return True if unknown is None else unknown


def any_true(values: Iterable[Any]) -> Any:
    """Kleene's 或: true if any is true, else unknown if any is, else false."""
    unknown = None
    for value in values:
        if value is True:
            return True
        if value.__class__ is Unknown:
            unknown = value if unknown is None else merged((unknown, value))
    return False if unknown is None else unknown


def negation(value: Any) -> Any:
    """非: unknown stays unknown."""
    return value if value.__class__ is Unknown else not value


def comparer(node: Compare, unit: Unit) -> Callable[[Run, Any, Any], Any]:
    """How two values already at hand compare: (run, left, right) → truth."""
    compare = SIGNS[node.operator]
    kind = node.left.type.kind
    if kind is Kind.CATEGORY and node.operator not in (Comparison.EQ, Comparison.NE):
        members = unit.policy.vocabulary.categories[str(node.left.type.of)].members
        return _by_rank(compare, {member: rank for rank, member in enumerate(members)})
    if kind is Kind.DATE:
        return _of_dates(compare)
    if kind is Kind.DAYS:
        return _of_days(compare)
    if kind is Kind.RECORD:
        return lambda run, left, right: _guarded(compare, _key(left), _key(right))
    return lambda run, left, right: _guarded(compare, left, right)


def _guarded(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> Any:
    one, other = left.__class__, right.__class__
    if one is Unknown or other is Unknown:
        return merged((left, right))
    if one is Absent or other is Absent:
        return False
    return compare(left, right)


def _by_rank(compare: Callable[[Any, Any], bool], ranks: Mapping[str, int]) -> Callable[[Run, Any, Any], Any]:
    def ranked(run: Run, left: Any, right: Any) -> Any:
        if left.__class__ is not str or right.__class__ is not str:
            return _guarded(compare, left, right)
        return compare(ranks[left], ranks[right])

    return ranked


def _of_dates(compare: Callable[[Any, Any], bool]) -> Callable[[Run, Any, Any], Any]:
    def dated(run: Run, left: Any, right: Any) -> Any:
        truth = _guarded(compare, left, right)
        if left.__class__ in MOVING:
            note_turns(run, left, (right,))
        elif right.__class__ in MOVING:
            note_turns(run, right, (left,))
        return truth

    return dated


def _of_days(compare: Callable[[Any, Any], bool]) -> Callable[[Run, Any, Any], Any]:
    def counted(run: Run, left: Any, right: Any) -> Any:
        if left.__class__ is Elapsed or right.__class__ is Elapsed:
            note_crossing(run, left, right)
        return _guarded(compare, left, right)

    return counted


def _key(value: Any) -> Any:
    return value.key if value.__class__ is Record else value


@compiles(Compare)
def compare(node: Compare, unit: Unit) -> Evaluator:
    """left sign right."""
    left, right = side(node.left, unit), side(node.right, unit)
    test = comparer(node, unit)
    if node.left.type.kind in (Kind.DATE, Kind.DAYS, Kind.RECORD, Kind.CATEGORY):
        return lambda run: test(run, left(run), right(run))
    sign = SIGNS[node.operator]

    def compared(run: Run) -> Any:
        a, b = left(run), right(run)
        if a.__class__ is Unknown or b.__class__ is Unknown or a is ABSENT or b is ABSENT:
            return _guarded(sign, a, b)
        return sign(a, b)

    return compared


def side(node: Expr, unit: Unit) -> Evaluator:
    """A side of a comparison, which itself notes when it turns as days pass."""
    return elapsed(node, unit) or shifted(node, unit) or operand(node, unit)


def operand(node: Expr, unit: Unit) -> Evaluator:
    """A value: of a link, its key is enough, whether or not the record is in the registry."""
    if isinstance(node, Follow):
        return unit.compile(Field(type=node.type, text=node.text, base=node.base, column=node.column))
    if isinstance(node, Here):
        record = unit.compile(node)
        return lambda run: record(run).key
    return unit.compile(node)


@compiles(IsAbsent)
def is_absent(node: IsAbsent, unit: Unit) -> Evaluator:
    """x 是 无."""
    value = operand(node.value, unit)

    def absent(run: Run) -> Any:
        found = value(run)
        return found if found.__class__ is Unknown else found is ABSENT

    return absent


@compiles(Between)
def between(node: Between, unit: Unit) -> Evaluator:
    """low ≤ value ≤ high."""
    low_test = Compare(type=node.type, text="", operator=Comparison.GE, left=node.value, right=node.low)
    high_test = Compare(type=node.type, text="", operator=Comparison.LE, left=node.value, right=node.high)
    low, high = unit.compile(low_test), unit.compile(high_test)
    return lambda run: all_true((low(run), high(run)))


@compiles(Among)
def among(node: Among, unit: Unit) -> Evaluator:
    """value is one of the options."""
    tests = tuple(
        unit.compile(Compare(type=node.type, text="", operator=Comparison.EQ, left=node.value, right=option))
        for option in node.options
    )
    return lambda run: any_true([test(run) for test in tests])


@compiles(Within)
def within(node: Within, unit: Unit) -> Evaluator:
    """place lies in area."""
    place, area = unit.compile(node.place), unit.compile(node.area)
    return lambda run: _guarded(_lies_within, place(run), area(run))


_lies_within = lru_cache(maxsize=1 << 16)(is_within)


@compiles(Not)
def not_(node: Not, unit: Unit) -> Evaluator:
    """非."""
    value = unit.compile(node.value)
    return lambda run: negation(value(run))


@compiles(AllOf)
def all_of(node: AllOf, unit: Unit) -> Evaluator:
    """且; every part is looked at, so that all that is missing is known."""
    parts = unit.all(node.parts)
    return lambda run: all_true([part(run) for part in parts])


@compiles(AnyOf)
def any_of(node: AnyOf, unit: Unit) -> Evaluator:
    """或."""
    parts = unit.all(node.parts)
    return lambda run: any_true([part(run) for part in parts])


@compiles(Choose)
def choose(node: Choose, unit: Unit) -> Evaluator:
    """若 … 则 … 否则 …."""
    condition, then, otherwise = unit.all((node.condition, node.then, node.otherwise))

    def chosen(run: Run) -> Any:
        truth = condition(run)
        if truth.__class__ is Unknown:
            return truth
        return then(run) if truth else otherwise(run)

    return chosen

"""Conditions in three truth values: comparisons, ranges, lists, regions, 且 或 非, 若. Null is unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import reduce

from duixian.engines.bulk.causes import causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiled, compiles, operand
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.expressions import MAYBE, NO, Column, literal, when
from duixian.engines.bulk.moving import crossing, side
from duixian.engines.bulk.numbers import aligned
from duixian.engines.bulk.scalar import Scalar, changed, either, space_of
from duixian.engines.bulk.select import chosen
from duixian.language.nodes import (
    AllOf,
    Among,
    AnyOf,
    Between,
    Choose,
    Compare,
    Comparison,
    Expr,
    IsAbsent,
    Not,
    Within,
)
from duixian.language.types import BOOL
from duixian.values.regions import RegionError, is_within

SIGNS: dict[Comparison, Callable[[Column, Column], Column]] = {
    Comparison.EQ: operator.eq,
    Comparison.NE: operator.ne,
    Comparison.LT: operator.lt,
    Comparison.LE: operator.le,
    Comparison.GT: operator.gt,
    Comparison.GE: operator.ge,
}


def truth_of(raw: Column, *sides: Scalar) -> Scalar:
    """A test of values: unknown with an unknown side, else false where a side has no value."""
    absent = either(*(side.absent for side in sides))
    unknown = either(*(side.unknown for side in sides))
    value = raw
    if absent is not None and unknown is None:
        value = raw.sure()
    elif absent is not None and unknown is not None:
        value = when(absent & ~unknown, NO, raw)
    return Scalar(
        BOOL,
        value,
        space_of(*sides),
        vague=unknown is not None,
        cause=causes_of(*(side.cause for side in sides)),
    )


def settled(part: Scalar) -> Column:
    """A part's truth; false where there is none."""
    if part.absent is None:
        return part.value
    return when(part.absent, NO, part.value)


def joined(parts: Sequence[Scalar], scope: Scope, *, every: bool) -> Scalar:
    """Kleene's 且 (``every``) or 或 of truths."""
    values = [settled(part) for part in parts]
    value = reduce(operator.and_ if every else operator.or_, values, literal(every))
    cause = gated(causes_of(*(part.cause for part in parts)), value.is_null())
    return Scalar(BOOL, value, scope.space, vague=any(part.vague for part in parts), cause=cause)


def negation(part: Scalar) -> Scalar:
    """非: unknown stays unknown."""
    return changed(part, value=~settled(part), absent=None)


def compared(node: Compare, left: Scalar, right: Scalar, scope: Scope) -> Scalar:
    """How two values compare."""
    a, b = aligned(left, right, scope.space)
    truth = truth_of(SIGNS[node.operator](a, b), left, right)
    crossing(left, right, scope)
    return changed(truth, space=scope.space)


@compiles(Compare)
def compare(node: Compare, scope: Scope) -> Scalar:
    """left sign right."""
    return compared(node, side(node.left, scope), side(node.right, scope), scope)


@compiles(IsAbsent)
def is_absent(node: IsAbsent, scope: Scope) -> Scalar:
    """x 是 无."""
    found = operand(node.value, scope)
    truth = NO if found.absent is None else found.absent
    if found.unknown is not None:
        truth = when(found.unknown, MAYBE, truth)
    return Scalar(BOOL, truth, scope.space, vague=found.vague, cause=found.cause)


def comparison(sign: Comparison, left: Expr, right: Expr) -> Compare:
    """A comparison that a shorter word stands for."""
    return Compare(type=BOOL, text="", operator=sign, left=left, right=right)


@compiles(Between)
def between(node: Between, scope: Scope) -> Scalar:
    """low ≤ value ≤ high."""
    tests = (
        comparison(Comparison.GE, node.value, node.low),
        comparison(Comparison.LE, node.value, node.high),
    )
    return joined([compare(test, scope) for test in tests], scope, every=True)


@compiles(Among)
def among(node: Among, scope: Scope) -> Scalar:
    """value is one of the options."""
    tests = [comparison(Comparison.EQ, node.value, option) for option in node.options]
    return joined([compare(test, scope) for test in tests], scope, every=False)


@compiles(Within)
def within(node: Within, scope: Scope) -> Scalar:
    """place lies in area."""
    place, area = compiled(node.place, scope), compiled(node.area, scope)
    if isinstance(area.constant, str):
        code = area.constant
        raw = scope.space.of_texts((_lies_in, code), [place.value], lambda found: _lies_in(found, code))
    else:
        raw = scope.space.of_texts(_lies_in, [place.value, area.value], _lies_in)
    return changed(truth_of(raw, place, area), space=scope.space)


def _lies_in(code: str, area: str) -> bool:
    try:
        return is_within(code, area)
    except RegionError as error:
        raise NotCompiled("a region code that is none", code) from error


@compiles(Not)
def not_(node: Not, scope: Scope) -> Scalar:
    """非."""
    return negation(compiled(node.value, scope))


@compiles(AllOf)
def all_of(node: AllOf, scope: Scope) -> Scalar:
    """且; every part is looked at, so that all that is missing is known."""
    return joined([compiled(part, scope) for part in node.parts], scope, every=True)


@compiles(AnyOf)
def any_of(node: AnyOf, scope: Scope) -> Scalar:
    """或."""
    return joined([compiled(part, scope) for part in node.parts], scope, every=False)


@compiles(Choose)
def choose(node: Choose, scope: Scope) -> Scalar:
    """若 … 则 … 否则 …."""
    condition = compiled(node.condition, scope)
    holds = condition.value.sure()
    fails = ~condition.value if condition.absent is None else condition.absent | ~condition.value
    fails = fails.sure()
    then = compiled(node.then, scope.gated(holds))
    otherwise = compiled(node.otherwise, scope.gated(fails))
    return chosen(condition, [(holds, then), (fails, otherwise)], None, node, scope)

"""When a comparison turns as the day of the decision moves on: the days are noted, so that a search can look there.

A date or a count of days that moves with the day, where it is only compared, turns on a day that can be worked
out; anything else made of the day may be another every day.
"""

from __future__ import annotations

from duixian.engines.bulk.arithmetic import of_dates, tomorrow
from duixian.engines.bulk.calendar import LAST_MONTH, add_months, month_of, next_day, of_ordinal, ordinal
from duixian.engines.bulk.compiler import Scope, compiled, operand
from duixian.engines.bulk.expressions import NULL, Column, when
from duixian.engines.bulk.scalar import Scalar, Shift, changed
from duixian.language.nodes import Arithmetic, Expr, Operator
from duixian.language.types import Kind

_AROUND = range(-3, 5)
"""Months are not of one length: a day counted back by months is within a few days of the right one."""
FAR = 4000


def side(node: Expr, scope: Scope) -> Scalar:
    """A side of a comparison, which itself notes when it turns as days pass."""
    if not isinstance(node, Arithmetic) or node.left.type.kind is not Kind.DATE or scope.turns is None:
        return operand(node, scope)
    if node.right.type.kind is Kind.DATE:
        return _elapsed(node, scope)
    return _shifted(node, scope) if node.right.type.kind in (Kind.MONTHS, Kind.DAYS) else operand(node, scope)


def _shifted(node: Arithmetic, scope: Scope) -> Scalar:
    start, length = compiled(node.left, scope), compiled(node.right, scope)
    made = of_dates(node, start, length, scope)
    if start.today is None:
        return made
    steps = length.value if node.operator is Operator.ADD else -length.value
    months, days = (steps, None) if node.right.type.kind is Kind.MONTHS else (None, steps)
    return changed(made, shift=Shift(start.today, months, days))


def _elapsed(node: Arithmetic, scope: Scope) -> Scalar:
    last, first = compiled(node.left, scope), compiled(node.right, scope)
    made = of_dates(node, last, first, scope)
    if last.today is not None and first.today is None:
        return changed(made, shift=Shift(last.today, days=first.value, slope=1))
    if first.today is not None and last.today is None:
        return changed(made, shift=Shift(first.today, days=last.value, slope=-1))
    return made


def crossing(left: Scalar, right: Scalar, scope: Scope) -> None:
    """A comparison in which either side may move with the day; two days of the decision never turn."""
    turning(left, right.value, scope, right.today)
    turning(right, left.value, scope, left.today)
    if left.shift is not None and right.today is not None:
        tomorrow((right,), scope)
    elif right.shift is not None and left.today is not None:
        tomorrow((left,), scope)


def turning(moving: Scalar, other: Column, scope: Scope, but: Column | None = None) -> None:
    """Where the first moves with the day (and ``but`` is not true), its comparison with a fixed value turns when
    it reaches or passes it."""
    if moving.shift is not None:
        for day in _turns(moving.shift, other):
            scope.turns_on(day, moving.shift.of)
    elif moving.today is not None and moving.kind.kind is Kind.DATE:
        where = moving.today if but is None else moving.today & ~but
        scope.turns_on(other, where)
        scope.turns_on(next_day(other), where)


def _turns(shift: Shift, other: Column) -> list[Column]:
    if shift.slope and shift.days is not None:
        reached = ordinal(shift.days) + other.cut(-FAR * 30, FAR * 30) * shift.slope
        return [_day(reached), _day(reached + 1)]
    if shift.days is not None:
        reached = ordinal(other) - shift.days.cut(-FAR * 30, FAR * 30)
        return [_day(reached), _day(reached + 1)]
    assert shift.months is not None
    month = month_of(other) - shift.months.cut(-LAST_MONTH, LAST_MONTH)
    near = when((month > FAR) & (month < LAST_MONTH - 12), other, NULL)
    middle = ordinal(add_months(near, -shift.months))
    return [_day(middle + offset) for offset in _AROUND]


def _day(number: Column) -> Column:
    """The date of a count of days; none outside the years that a search looks at."""
    return of_ordinal(when((number > 366) & (number < 3_650_000), number, NULL))

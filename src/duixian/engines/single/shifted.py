"""Dates that move with the day of the decision, such as 截至日 前 12个月, where they are only compared.

Compared with a fixed date such a date turns on one day, which can be worked out; so the search for the first day
a case holds need not look at every day on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Evaluator, Run, Today, next_day, plain
from duixian.language.absent import ABSENT
from duixian.language.nodes import Arithmetic, Expr, Operator
from duixian.language.types import Kind
from duixian.language.unknown import Unknown, merged
from duixian.values.dates import add_months

_CALENDAR = range(100, 9900)
"""Years in which shifting a date stays within the calendar."""


class Shifted(date):
    """So many months and days from the day of the decision."""

    months: int
    days: int


MOVING = (Today, Shifted)


def shifted(node: Expr, unit: Unit) -> Evaluator | None:
    """The evaluator of a date plus or minus months or days that leaves it to the comparison to say when it turns."""
    if not isinstance(node, Arithmetic) or node.right.type.kind not in (Kind.MONTHS, Kind.DAYS):
        return None
    if node.left.type.kind is not Kind.DATE:
        return None
    start, length = unit.compile(node.left), unit.compile(node.right)
    sign, by_months = 1 if node.operator is Operator.ADD else -1, node.right.type.kind is Kind.MONTHS

    def moved(run: Run) -> Any:
        day, number = start(run), length(run)
        if day.__class__ is Unknown or number.__class__ is Unknown:
            return merged((day, number))
        if day is ABSENT or number is ABSENT:
            return ABSENT
        months, days = (sign * number, 0) if by_months else (0, sign * number)
        found = add_months(plain(day), months) + timedelta(days=days)
        return _marked(found, months, days) if day.__class__ is Today else found

    return moved


def _marked(day: date, months: int, days: int) -> Shifted:
    found = Shifted(day.year, day.month, day.day)
    found.months, found.days = months, days
    return found


def note_turns(run: Run, moving: Any, dates: Iterable[Any]) -> None:
    """A comparison of a moving date with fixed ones turns when it reaches or passes them."""
    for other in dates:
        if other.__class__ in MOVING:
            if other.__class__ is not Today or moving.__class__ is not Today:
                run.changes_tomorrow()
        elif isinstance(other, date):
            for day in _turns(moving, other):
                run.changes_on(day)


def _turns(moving: date, other: date) -> Iterable[date]:
    """Days among which are those on which it reaches and passes another."""
    if not isinstance(moving, Shifted):
        return other, next_day(other)
    if other.year not in _CALENDAR:
        return ()
    # Months are not of one length: the day is within a few days of the one counted back.
    around = range(-3, 5) if moving.months else range(2)
    middle = add_months(other - timedelta(days=moving.days), -moving.months)
    return [middle + timedelta(days=offset) for offset in around]

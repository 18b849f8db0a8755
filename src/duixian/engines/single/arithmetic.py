"""Arithmetic by type: whole fen, exact ratios, our own calendar months. Nothing known comes of nothing known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.run import Evaluator, Run, Today, plain
from duixian.language.absent import ABSENT
from duixian.language.nodes import Arithmetic, Negate, Operator
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing, Unknown, merged
from duixian.values.dates import add_months
from duixian.values.money import check_fen, round_half_up
from duixian.values.working_days import CalendarUnknown, add_working_days

Joined = Callable[[Any, Any], Any]


def times(fen: int, factor: int | Fraction) -> int:
    """Fen × a whole number or ratio, half up to the fen."""
    if factor.__class__ is int:
        return check_fen(fen * int(factor))
    ratio = Fraction(factor)
    return check_fen(round_half_up(fen * ratio.numerator, ratio.denominator))


def over(fen: int, divisor: int | Fraction) -> Any:
    """Fen ÷ a whole number or ratio, half up to the fen; by zero there is no value."""
    if divisor == 0:
        return ABSENT
    ratio = 1 / Fraction(divisor)
    return times(fen, ratio)


def working_day_after(day: date, n: int) -> Any:
    """The n-th working day after (before, where n is negative) a day; unknown in a year without a notice."""
    try:
        return add_working_days(plain(day), n)
    except CalendarUnknown:  # not an error of the case: nobody has published that year's days off yet
        return Unknown([Missing(Lack.CHOICE, "工作日安排", "", f"{day.isoformat()} {n:+d}")])


def _quotient(left: Any, right: Any) -> Any:
    return ABSENT if right == 0 else Fraction(left) / Fraction(right)


def _shifted(sign: int, kind: Kind) -> Joined:
    if kind is Kind.MONTHS:
        return lambda day, n: add_months(plain(day), sign * n)
    if kind is Kind.AGE:
        return lambda day, n: add_months(plain(day), sign * 12 * n)
    if kind is Kind.WORKDAYS:
        return lambda day, n: working_day_after(day, sign * n)
    return lambda day, n: plain(day) + timedelta(days=sign * n)


_MONEY: dict[Operator, Joined] = {
    Operator.ADD: lambda a, b: check_fen(a + b),
    Operator.SUBTRACT: lambda a, b: check_fen(a - b),
    Operator.MULTIPLY: times,
    Operator.DIVIDE: over,
}
_NUMBERS: dict[Operator, Joined] = {
    Operator.ADD: lambda a, b: a + b,
    Operator.SUBTRACT: lambda a, b: a - b,
    Operator.MULTIPLY: lambda a, b: a * b,
    Operator.DIVIDE: _quotient,
}


def _joined(node: Arithmetic) -> Joined:
    left, right, sign = node.left.type.kind, node.right.type.kind, node.operator
    if left is Kind.DATE:
        if right is Kind.DATE:
            return lambda a, b: a.toordinal() - b.toordinal()
        return _shifted(1 if sign is Operator.ADD else -1, right)
    if node.type.kind is Kind.MONEY:
        if left is not Kind.MONEY:
            return lambda a, b: times(b, a)
        return _MONEY[sign]
    return _NUMBERS[sign]


@compiles(Arithmetic)
def arithmetic(node: Arithmetic, unit: Unit) -> Evaluator:
    """Two values and a sign."""
    left, right = unit.compile(node.left), unit.compile(node.right)
    join = _joined(node)

    def joined(run: Run) -> Any:
        a, b = left(run), right(run)
        if a.__class__ is Unknown or b.__class__ is Unknown:
            return merged((a, b))
        if a is ABSENT or b is ABSENT:
            return ABSENT
        if a.__class__ is Today or b.__class__ is Today:
            run.changes_tomorrow()
        return join(a, b)

    return joined


@compiles(Negate)
def negate(node: Negate, unit: Unit) -> Evaluator:
    """−x."""
    value = unit.compile(node.value)

    def negated(run: Run) -> Any:
        found = value(run)
        return found if found.__class__ is Unknown or found is ABSENT else -found

    return negated

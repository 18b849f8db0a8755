"""Arithmetic by type: whole fen, exact ratios, calendar months. Unknown before none, none before a number."""

from __future__ import annotations

from collections.abc import Sequence

from duixian.engines.bulk.calendar import LATEST, add_months, month_in_range, month_of, of_ordinal, ordinal
from duixian.engines.bulk.causes import causes_of
from duixian.engines.bulk.compiler import DAILY, Scope, compiled, compiles
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.expressions import NULL, Column, literal, when
from duixian.engines.bulk.numbers import common, den_bound, half_up, product, total
from duixian.engines.bulk.scalar import Scalar, any_ratio, changed, either
from duixian.language.columns import packed, unpacked
from duixian.language.nodes import Arithmetic, Expr, MomentName, Negate, Operator
from duixian.language.types import Kind
from duixian.values.working_days import CalendarUnknown, add_working_days

LAST_ORDINAL = 3_652_059


def strict(
    node: Expr,
    value: Column,
    sides: Sequence[Scalar],
    scope: Scope,
    bound: int,
    nowhere: Column | None = None,
) -> Scalar:
    """A value made of others: unknown where one is, else none where one has none or ``nowhere`` is true."""
    unknown = either(*(side.unknown for side in sides))
    absent = either(nowhere, *(side.absent for side in sides))
    if absent is not None and unknown is not None:
        absent = absent & ~unknown
    cause = causes_of(*(side.cause for side in sides))
    return Scalar(node.type, value, scope.space, absent, unknown is not None, cause=cause, bound=bound)


def tomorrow(sides: Sequence[Scalar], scope: Scope) -> None:
    """Another answer every day, where the day of the decision itself is one of the sides."""
    scope.turns_on(scope.moment(MomentName.AS_OF).value, either(*(side.today for side in sides)), DAILY)


@compiles(Arithmetic)
def arithmetic(node: Arithmetic, scope: Scope) -> Scalar:
    """Two values and a sign."""
    left, right = compiled(node.left, scope), compiled(node.right, scope)
    tomorrow((left, right), scope)
    return _joined(node, left, right, scope)


def _joined(node: Arithmetic, left: Scalar, right: Scalar, scope: Scope) -> Scalar:
    if node.left.type.kind is Kind.DATE:
        return of_dates(node, left, right, scope)
    if node.operator in (Operator.ADD, Operator.SUBTRACT):
        return _sum(node, left, right, scope)
    if node.type.kind is Kind.MONEY:
        if node.operator is Operator.DIVIDE:
            return over(node, left, right, scope)
        money, factor = (left, right) if node.left.type.kind is Kind.MONEY else (right, left)
        return times(node, money, factor, (left, right), scope)
    made = _product if node.operator is Operator.MULTIPLY else _quotient
    return made(node, left, right, scope)


def of_dates(node: Arithmetic, left: Scalar, right: Scalar, scope: Scope) -> Scalar:
    """A date moved by a length of time, or the days from one date to another."""
    kind = node.right.type.kind
    if kind is Kind.DATE:
        return strict(node, ordinal(left.value) - ordinal(right.value), (left, right), scope, LAST_ORDINAL)
    steps = right.value if node.operator is Operator.ADD else -right.value
    return strict(node, _shifted(left, steps, right.bound, kind, scope), (left, right), scope, LATEST)


def _shifted(day: Scalar, steps: Column, bound: int, kind: Kind, scope: Scope) -> Column:
    if kind is Kind.WORKDAYS:
        return working_days_later(day.value, steps, scope)
    if bound > LATEST:
        scope.space.guard((steps > LATEST) | (steps < -LATEST))
    if kind is Kind.AGE:
        steps = steps * 12
    if kind in (Kind.MONTHS, Kind.AGE):
        scope.space.guard(~month_in_range(month_of(day.value) + steps))
        return add_months(day.value, steps)
    days = ordinal(day.value) + steps
    scope.space.guard((days < 1) | (days > LAST_ORDINAL))
    return of_ordinal(days)


def working_days_later(day: Column, steps: Column, scope: Scope) -> Column:
    """The date so many working days later, looked up once for each distinct day."""

    def later(start: int, count: int) -> int:
        try:
            return packed(add_working_days(unpacked(start), count))
        except (CalendarUnknown, OverflowError) as unknown:
            raise NotCompiled("a working day of a year whose days off are not published") from unknown

    return scope.space.of_numbers([day, steps], later)


def _sum(node: Arithmetic, left: Scalar, right: Scalar, scope: Scope) -> Scalar:
    a, b = common(left, right, scope.space)
    sign = 1 if node.operator is Operator.ADD else -1
    value, bound = total(scope.space, a.value, a.bound, b.value * sign, b.bound)
    made = strict(node, value, (left, right), scope, bound)
    return changed(made, den=a.den, ratio=any_ratio(left.ratio, right.ratio))


def times(node: Expr, money: Scalar, factor: Scalar, sides: Sequence[Scalar], scope: Scope) -> Scalar:
    """Fen × a whole number or ratio, half up to the fen."""
    value, bound = product(scope.space, money.value, money.bound, factor.value, factor.bound)
    if not factor.whole:
        value = half_up(scope.space, value, bound, factor.den)
    return strict(node, value, sides, scope, bound)


def over(node: Expr, money: Scalar, divisor: Scalar, scope: Scope) -> Scalar:
    """Fen ÷ a whole number or ratio, half up to the fen; by zero there is no value."""
    zero = divisor.value == 0
    den = divisor.den if isinstance(divisor.den, Column) else literal(divisor.den)
    fen, bound = product(scope.space, money.value, money.bound, den, den_bound(divisor))
    positive = when(zero, literal(1), divisor.value)
    sign = when(positive < 0, literal(-1), literal(1))
    value = half_up(scope.space, fen * sign, bound, positive * sign)
    value = when(zero, NULL, value)
    return strict(node, value, (money, divisor), scope, bound, zero.sure())


def _product(node: Arithmetic, left: Scalar, right: Scalar, scope: Scope) -> Scalar:
    value, bound = product(scope.space, left.value, left.bound, right.value, right.bound)
    made = strict(node, value, (left, right), scope, bound)
    return changed(made, den=_dens(left, right, scope), ratio=any_ratio(left.ratio, right.ratio))


def _dens(left: Scalar, right: Scalar, scope: Scope) -> int | Column:
    if isinstance(left.den, int) and isinstance(right.den, int):
        return left.den * right.den
    return product(
        scope.space, _as_column(left.den), den_bound(left), _as_column(right.den), den_bound(right)
    )[0]


def _as_column(den: int | Column) -> Column:
    return literal(den) if isinstance(den, int) else den


def _quotient(node: Arithmetic, left: Scalar, right: Scalar, scope: Scope) -> Scalar:
    """left ÷ right as a numerator over a denominator above zero."""
    zero = right.value == 0
    space = scope.space
    divisor = when(zero, literal(1), right.value)
    sign = when(divisor < 0, literal(-1), literal(1))
    top, bound = product(space, left.value, left.bound, _as_column(right.den), den_bound(right))
    under, _ = product(space, divisor, right.bound, _as_column(left.den), den_bound(left))
    value = when(right.value.is_null() | zero, NULL, top * sign)
    made = strict(node, value, (left, right), scope, bound, zero.sure())
    return changed(made, den=under * sign, ratio=True)


@compiles(Negate)
def negate(node: Negate, scope: Scope) -> Scalar:
    """−x."""
    found = compiled(node.value, scope)
    if found.kind.kind is Kind.BOOL:
        raise NotCompiled("− before a truth", node.text)
    scope.space.guard(found.value < -(2**62))
    return changed(found, value=-found.value, space=scope.space, constant=None)

"""乘方 in columns: exact, or beyond the range of a column; never rounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from duixian.engines.bulk.arithmetic import strict
from duixian.engines.bulk.compiler import Scope
from duixian.engines.bulk.errors import BeyondRange
from duixian.engines.bulk.expressions import NULL, Column, literal, when
from duixian.engines.bulk.nodes import Constant
from duixian.engines.bulk.numbers import SAFE, product
from duixian.engines.bulk.scalar import Scalar, changed
from duixian.language.nodes import Call

MOST_TIMES = 62
"""Whatever is not 0, 1 or −1 leaves 64 bits when it is multiplied with itself more often."""


def power(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    """A number to a whole power; nothing to the power below zero is no value."""
    base, exponent = arguments
    times = _fixed(exponent.value)
    if times is not None and isinstance(base.den, int):
        if (fixed := _fixed(base.value)) is not None:
            return _of_two_numbers(node, fixed, base.den, times, arguments, scope)
        if 0 <= times <= MOST_TIMES and base.den**times <= SAFE:
            return _multiplied(node, base, times, arguments, scope)
    return _row_by_row(node, arguments, scope)


def _fixed(value: Column) -> int | None:
    """The number in every row, if it is the same in all."""
    return int(value.node.value) if isinstance(value.node, Constant) and value.other is None else None


def _of_two_numbers(
    node: Call, top: int, under: int, times: int, sides: Sequence[Scalar], scope: Scope
) -> Scalar:
    found = raised(top, under, times)
    if found is None:
        return changed(strict(node, NULL, sides, scope, 0, literal(True)), ratio=True)
    made = strict(node, literal(found.numerator), sides, scope, abs(found.numerator))
    return changed(made, den=found.denominator, ratio=True)


def _multiplied(node: Call, base: Scalar, times: int, sides: Sequence[Scalar], scope: Scope) -> Scalar:
    """So many times the same factor, over one denominator."""
    assert isinstance(base.den, int)
    value, bound = base.value * 0 + 1, 1
    for _ in range(times):
        value, bound = product(scope.space, value, bound, base.value, base.bound)
    return changed(strict(node, value, sides, scope, bound), den=base.den**times, ratio=True)


def _row_by_row(node: Call, sides: Sequence[Scalar], scope: Scope) -> Scalar:
    """Once for each base and power that there are; over a denominator of each row."""
    base, exponent = sides
    den = base.den if isinstance(base.den, Column) else literal(base.den)
    given = [base.value, den, exponent.value]
    top = scope.space.of_numbers(given, lambda n, d, e: (raised(n, d, e) or Fraction(0)).numerator)
    under = scope.space.of_numbers(given, lambda n, d, e: (raised(n, d, e) or Fraction(0)).denominator)
    void = (base.value == 0) & (exponent.value < 0)
    made = strict(node, when(void, NULL, top), sides, scope, SAFE, void.sure())
    return changed(made, den=when(top.is_null(), literal(1), Column(under.node)), ratio=True)


@lru_cache(maxsize=1 << 14)
def raised(top: int, under: int, times: int) -> Fraction | None:
    """(top ÷ under) to a power; None where there is no such number. Raises BeyondRange, before the numbers get long."""
    base = Fraction(top, under)
    if base == 0 and times < 0:
        return None
    if abs(base) not in (0, 1) and abs(times) > MOST_TIMES:
        raise BeyondRange("a power leaves the range of a column")
    found = base ** (times if abs(base) not in (0, 1) else _small(times))
    if max(abs(found.numerator), found.denominator) > SAFE:
        raise BeyondRange("a power leaves the range of a column")
    return Fraction(found)


def _small(times: int) -> int:
    """Of 0, 1 and −1 only whether it is none, even or odd, and its sign, matter."""
    return times if abs(times) <= 2 else (2 if times > 0 else -2) - (times % 2 if times > 0 else -(times % 2))

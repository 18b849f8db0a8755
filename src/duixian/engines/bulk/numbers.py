"""Exact arithmetic in 64-bit columns: products that might leave the range are guarded, never wrapped."""

from __future__ import annotations

from math import lcm

import numpy as np

from duixian.engines.bulk.errors import BeyondRange
from duixian.engines.bulk.expressions import Column, greater, literal
from duixian.engines.bulk.nodes import Node
from duixian.engines.bulk.scalar import Scalar, changed
from duixian.engines.bulk.space import Space

SAFE = 2**61
"""Numbers up to here can be doubled and added to without leaving 64 bits."""

Whole = int | Column


def product(space: Space, value: Column, bound: int, factor: Whole, factor_bound: int) -> tuple[Column, int]:
    """value × factor and its bound."""
    if isinstance(factor, int):
        return _times(space, value, bound, factor)
    if bound * factor_bound > SAFE:
        most = greater(_distance(factor), literal(1))
        space.guard((_distance(value) > literal(SAFE) // most) | (_distance(factor) > SAFE))
    return value * factor, min(bound * factor_bound, SAFE)


def _times(space: Space, value: Column, bound: int, factor: int) -> tuple[Column, int]:
    if factor == 1:
        return value, bound
    if bound * abs(factor) > SAFE:
        space.guard(_distance(value) > SAFE // max(1, abs(factor)))
    return value * factor, min(bound * abs(factor), SAFE)


def _distance(value: Column) -> Column:
    """How far from zero, at most one above SAFE."""
    return value.cut(-SAFE - 1, SAFE + 1).distance()


def total(space: Space, one: Column, bound: int, other: Column, other_bound: int) -> tuple[Column, int]:
    """one + other and its bound."""
    for value, most in ((one, bound), (other, other_bound)):
        if most > SAFE:
            space.guard(_distance(value) > SAFE)
    return one + other, min(bound, SAFE) + min(other_bound, SAFE)


def den_bound(scalar: Scalar) -> int:
    """The greatest denominator."""
    return scalar.den if isinstance(scalar.den, int) else SAFE


def over_den(scalar: Scalar, den: int, space: Space) -> Column:
    """The numerator over a multiple of the scalar's own denominator."""
    assert isinstance(scalar.den, int)
    return product(space, scalar.value, scalar.bound, den // scalar.den, 1)[0]


def aligned(left: Scalar, right: Scalar, space: Space) -> tuple[Column, Column]:
    """Two values over one denominator, to be compared or added."""
    one, other = common(left, right, space)
    return one.value, other.value


def common(left: Scalar, right: Scalar, space: Space) -> tuple[Scalar, Scalar]:
    """Two values brought to one denominator."""
    if isinstance(left.den, int) and isinstance(right.den, int):
        den = lcm(left.den, right.den)
        return _over(left, den, space), _over(right, den, space)
    shared, _ = product(space, _den(left), den_bound(left), _den(right), den_bound(right))
    return _cross(left, right, shared, space), _cross(right, left, shared, space)


def _over(scalar: Scalar, den: int, space: Space) -> Scalar:
    if scalar.den == den:
        return scalar
    assert isinstance(scalar.den, int)
    value, bound = product(space, scalar.value, scalar.bound, den // scalar.den, 1)
    return changed(scalar, value=value, bound=bound, den=den)


def _cross(scalar: Scalar, other: Scalar, den: Column, space: Space) -> Scalar:
    value, bound = product(space, scalar.value, scalar.bound, _den(other), den_bound(other))
    return changed(scalar, value=value, bound=bound, den=den)


def _den(scalar: Scalar) -> Column:
    return literal(scalar.den) if isinstance(scalar.den, int) else scalar.den


def over_one_den(scalar: Scalar, space: Space) -> Scalar:
    """A value over one denominator in all rows. Raises BeyondRange where none does, or a numerator gets too long."""
    if isinstance(scalar.den, int):
        return scalar
    values, known = space.numbers(scalar.value)
    dens = np.where(True if known is None else known, space.arrays(scalar.den.node)[0], 1)
    shared = np.gcd(values, dens)
    tops, unders = values // shared, dens // shared
    den = lcm(*np.unique(unders).tolist())
    most = int(np.abs(tops).max(initial=0))
    if den > SAFE or most * den > SAFE:
        raise BeyondRange("ratios have no common denominator within the range of a column")
    numerators = Column(Node(None, array=tops * (den // unders)), scalar.value.other)
    return changed(scalar, value=numerators, den=den, bound=SAFE)


def half_up(space: Space, numerator: Column, bound: int, denominator: Whole) -> Column:
    """numerator ÷ denominator (above zero), half up to a whole number."""
    most = denominator if isinstance(denominator, int) else SAFE
    if max(bound, most) > SAFE // 2:
        space.guard(_distance(numerator) > SAFE // 2)
        if not isinstance(denominator, int):
            space.guard(denominator > SAFE // 2)
    return (numerator * 2 + denominator) // (denominator * 2)

"""Rows in order within segments: places, running sums and running maxima, by array operations alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.int64]
Truths = NDArray[np.bool_]
_GREAT = 2**61


@dataclass(frozen=True, eq=False)
class Segments:
    """Rows sorted by key and, within one key, by order. ``rows``: the place of each in the arrays given;
    ``first``: the position at which the segment of each begins."""

    rows: Array
    first: Array

    @classmethod
    def of(cls, key: Array, order: Array) -> Segments:
        """The segments of equal keys."""
        rows = np.lexsort((order, key))
        return cls(rows, _firsts(key[rows]))

    @classmethod
    def sorted(cls, key: Array) -> Segments:
        """The segments of keys that are sorted already."""
        return cls(np.arange(len(key)), _firsts(key))

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def starts(self) -> Array:
        """The position at which each segment begins, once for each segment."""
        return np.flatnonzero(self.first == np.arange(len(self)))

    @cached_property
    def place(self) -> Array:
        """The place of each row in its segment, from 0."""
        return np.arange(len(self)) - self.first

    @cached_property
    def number(self) -> Array:
        """The number of each row's segment, from 0."""
        return np.cumsum(self.place == 0) - 1

    def folded(self, ufunc: Any, values: NDArray[Any]) -> NDArray[Any]:
        """A fold of sorted values over each segment, in each of its rows."""
        if not len(self):
            return values
        folded: NDArray[Any] = ufunc.reduceat(values, self.starts)[self.number]
        return folded

    def size(self, among: Truths | None = None) -> Array:
        """How many rows (of those among some) the segment of each row has."""
        counted = np.ones(len(self), np.int64) if among is None else among.astype(np.int64)
        return self.folded(np.add, counted)

    def sum_before(self, values: Array) -> Array:
        """The sum of the segment's earlier values."""
        through = np.cumsum(values) - values
        return through - through[self.first] if len(self) else through

    def peak_before(self, values: Array) -> tuple[Array, Array]:
        """The greatest of the segment's earlier values and the position of the first row that reached it; 0 and
        −1 where there is none."""
        size = len(self)
        if not size:
            return values, values
        # Ranks instead of values: what tells segments apart cannot overflow.
        level = np.unique(values, return_inverse=True)[1].reshape(-1) + self.number * (size + 1)
        highest = np.maximum.accumulate(level)
        rising = np.ones(size, bool)
        rising[1:] = highest[1:] > highest[:-1]
        reached = np.maximum.accumulate(np.where(rising, np.arange(size), 0))
        before = np.concatenate(([-1], reached[:-1]))
        before[self.place == 0] = -1
        return np.where(before < 0, 0, values[before]), before


def _firsts(key: Array) -> Array:
    """Where the run of equal keys begins that each position of a sorted array lies in."""
    positions = np.arange(len(key))
    if not len(key):
        return positions
    new = np.ones(len(key), bool)
    new[1:] = key[1:] != key[:-1]
    return np.maximum.accumulate(np.where(new, positions, 0))


def exact(values: Iterable[int]) -> Array:
    """Whole numbers in 64 bits; as Python's own where 64 bits do not hold one of them."""
    held = list(values)
    try:
        return np.array(held, np.int64)
    except OverflowError:
        return np.array(held, object)


def beyond(values: Array, many: int) -> bool:
    """Whether so many of such numbers could add up to more than 64 bits hold."""
    if not len(values):
        return False
    return max(int(values.max()), -int(values.min())) > _GREAT // max(1, many)


def marked(size: int, places: Array) -> Truths:
    """True at some places."""
    found = np.zeros(size, bool)
    found[places] = True
    return found


def twice(numbers: Array) -> Truths:
    """Where a number (none is below zero) stands more than once."""
    found: Truths = np.bincount(numbers)[numbers] > 1 if len(numbers) else np.zeros(0, bool)
    return found

"""Rows joined with rows, and many rows folded back to one: the moves of whole columns that are no expression.

``up`` always ascends: it names, for each row, the row of the space above to which it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from duixian.engines.bulk.nodes import Array
from duixian.language.columns import Links

LAST = 1 << 22
"""Above every packed date and every month."""
MOST_MARKS = 1 << 25
"""Values that lie so close are told apart without sorting them."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Rows of a space below: the row above of each (``up``), and what stands there (``at``)."""

    up: Array
    at: Array


def crossed(rows: int, size: int) -> Pairs:
    """Every row with every position of a table."""
    return Pairs(np.repeat(np.arange(rows), size), np.tile(np.arange(size), rows))


def linked(wanted: Array, known: Array | None, links: Links) -> Pairs:
    """Each row with the positions of the records that link to the position it wants."""
    starts, ends = links.offsets[:-1], links.offsets[1:]
    inside = wanted < len(starts)
    if known is not None:
        inside = inside & known
    place = np.where(inside, wanted, 0)
    counts = (
        np.where(inside, ends.take(place) - starts.take(place), 0) if len(starts) else np.zeros_like(place)
    )
    return _spread(counts, starts.take(place) if len(starts) else place, links.order)


def equal_to(wanted: Array, known: Array | None, values: Array) -> Pairs:
    """Each row with the positions at which a column has the value it wants."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first, last = (np.searchsorted(ordered, wanted, side) for side in ("left", "right"))
    counts = last - first if known is None else np.where(known, last - first, 0)
    return _spread(counts, first, order)


def _spread(counts: Array, starts: Array, order: Array) -> Pairs:
    up = np.repeat(np.arange(len(counts)), counts)
    turns = turns_of(counts)
    return Pairs(up, order.take(starts.take(up) + turns) if len(up) else up)


def turns_of(counts: Array) -> Array:
    """0, 1, 2 … for each row as often as its count says."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    turns: Array = np.arange(total) - np.repeat(ends - counts, counts)
    return turns


def repeated(counts: Array) -> Pairs:
    """Each row as often as its count says, with a number from 0."""
    return Pairs(np.repeat(np.arange(len(counts)), counts), turns_of(counts))


def in_order(pairs: Pairs) -> Pairs:
    """Pairs by the row above, then by position."""
    order = np.lexsort((pairs.at, pairs.up))
    return Pairs(pairs.up[order], pairs.at[order])


@dataclass(frozen=True, eq=False)
class Groups:
    """The rows of a space below by the row above: ``rows`` that have any, and where each one's begin."""

    size: int
    rows: Array
    starts: Array


def groups_of(up: Array, size: int) -> Groups:
    """The groups that ascending rows above make."""
    starts = np.flatnonzero(np.concatenate(([True], up[1:] != up[:-1]))) if len(up) else np.zeros(0, np.intp)
    return Groups(size, up[starts], starts)


def any_in(up: Array, truth: Array, size: int) -> Array:
    """Whether any row below is true."""
    found = np.zeros(size, np.bool_)
    found[up[truth]] = True
    return found


def counted_in(up: Array, truth: Array, size: int) -> Array:
    """How many rows below are true."""
    return np.bincount(up[truth], minlength=size)


def distinct_in(up: Array, values: Array, size: int) -> Array:
    """How many different values the rows below have."""
    order = np.lexsort((values, up))
    up, values = up[order], values[order]
    fresh = np.ones(len(up), np.bool_)
    fresh[1:] = (up[1:] != up[:-1]) | (values[1:] != values[:-1])
    return counted_in(up, fresh, size)


def reduced_in(groups: Groups, values: Array, by: Callable[[Array, Array], Array]) -> Array:
    """Sums, or greatest or least values, of the rows below; 0 where there is none."""
    found = np.zeros(groups.size, np.int64)
    if len(groups.starts):
        found[groups.rows] = by(values, groups.starts)
    return found


def islands(up: Array, first: Array, last: Array) -> tuple[Array, Array, Array]:
    """Spans of months of each row above, joined where they touch: row above, first and last month of each."""
    order = np.lexsort((last, first, up))
    up, first, last = up[order], first[order], last[order]
    if not len(up):
        return up, first, last
    reached = np.maximum.accumulate(last + up * LAST)
    fresh = np.ones(len(up), np.bool_)
    # What another row above has reached lies below everything of this one.
    fresh[1:] = first[1:] + up[1:] * LAST > reached[:-1] + 1
    starts = np.flatnonzero(fresh)
    ends = np.append(starts[1:], len(up)) - 1
    return up[starts], first[starts], reached[ends] - up[starts] * LAST


def running_total(groups: Groups, values: Array) -> Array:
    """The sum so far among the rows of one row above."""
    total: Array = np.cumsum(values)
    before = total[groups.starts] - values[groups.starts]
    so_far: Array = total - np.repeat(before, _lengths(groups, len(values)))
    return so_far


def run_lengths(groups: Groups, truth: Array) -> Array:
    """How many rows in a row, up to each, are true among those of one row above."""
    here: Array = np.arange(len(truth))
    broken = np.where(truth, np.repeat(groups.starts - 1, _lengths(groups, len(truth))), here)
    return here - np.maximum.accumulate(broken) if len(truth) else here


def first_within(groups: Groups, truth: Array, run: Array) -> Array:
    """The first row, from each on, that is true within one run of rows of one row above; else as many as rows."""
    size = len(truth)
    here = np.arange(size + 1)
    met = _next(np.where(np.append(truth & run, True), here, size))[:-1]
    broken = np.append(~run, True)
    broken[groups.starts] = True
    end = _next(np.where(broken, here, size))[1:]
    return np.where(run & (met < end), met, size)


def _next(places: Array) -> Array:
    """The least from each on."""
    least: Array = np.minimum.accumulate(places[::-1])[::-1]
    return least


def _lengths(groups: Groups, size: int) -> Array:
    return np.diff(np.append(groups.starts, size))


def combinations(columns: Sequence[Array]) -> tuple[Array, list[Array]]:
    """The place of each row's combination of values among the different ones, and those, column by column."""
    if not len(columns[0]):
        return np.zeros(0, np.intp), [column[:0] for column in columns]
    places, distinct = _told_apart(columns[0])
    found = [distinct]
    for column in columns[1:]:
        own, values = _told_apart(column)
        places, pairs = _told_apart(places * len(values) + own)
        found = [*(part[pairs // len(values)] for part in found), values[pairs % len(values)]]
    return places, found


def _told_apart(column: Array) -> tuple[Array, Array]:
    """The place of each value among the different ones, and those in order; counted where they lie close."""
    low = int(column.min())
    width = int(column.max()) - low + 1
    if width > MOST_MARKS:
        distinct, places = np.unique(column, return_inverse=True)
        return places, distinct
    marks = np.zeros(width, np.intp)
    marks[column - low] = 1
    distinct = np.flatnonzero(marks)
    marks[distinct] = np.arange(len(distinct))
    return marks[column - low], distinct + low

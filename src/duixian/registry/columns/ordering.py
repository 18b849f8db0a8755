"""Rows brought into an order column by column: only rows that are still alike are looked at further."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from duixian.language.columns.cells import Array

Ranks = Callable[[Array], Array]
"""Of some rows, numbers from 0 that order them by one column."""


def ordered(rows: Array, columns: Iterable[Ranks]) -> tuple[Array, list[Array]]:
    """Rows in the order of the columns, the first one foremost, and the groups of rows that are alike in all.

    Rows that are alike stay in the order in which they are given."""
    order = rows.copy()
    tied = np.arange(len(order))
    group = np.zeros(len(order), np.int64)
    for ranks in columns:
        if len(tied) < 2:
            break
        mark = _marks(group, ranks(order[tied]))
        by_mark = _stable(mark)
        order[tied] = order[tied][by_mark]
        tied, group = _still_alike(tied, mark[by_mark])
    return order, np.split(order[tied], np.flatnonzero(np.diff(group)) + 1) if len(tied) else []


def _marks(group: Array, ranks: Array) -> Array:
    """One number for the group of a row and its rank within."""
    ranks = ranks.astype(np.int64)
    return group * (int(ranks.max(initial=0)) + 1) + ranks


def _stable(marks: Array) -> Array:
    """The places that sort numbers, equal ones as they stand."""
    count = len(marks)
    if (marks[1:] >= marks[:-1]).all():
        return np.arange(count)
    if int(marks.max()) < 2**62 // count:
        # One number for mark and place sorts faster than a stable sort of the marks.
        return np.sort(marks * count + np.arange(count)) % count
    return np.argsort(marks, kind="stable")


def _still_alike(places: Array, marks: Array) -> tuple[Array, Array]:
    """The places whose mark another one has, and a number from 0 for each such mark."""
    new = np.empty(len(marks), np.bool_)
    new[:1] = True
    np.not_equal(marks[1:], marks[:-1], out=new[1:])
    alone = new & np.append(new[1:], True)
    rest = ~alone
    return places[rest], np.cumsum(new[rest]) - 1

"""The rows of a table in the order of facts, and those that stand there twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Array
from duixian.language.columns.sorting import text_order
from duixian.language.vocabulary import Table
from duixian.registry.columns.ordering import ordered
from duixian.registry.columns.state import TableState
from duixian.registry.columns.taken import Taken

_MOST = 2**62


def sort(state: TableState) -> list[Array]:
    """Bring the good rows into order; the groups of rows that share a key, or without a key are alike."""
    rows = state.rows
    if state.table.key is not None:
        by_key, groups = _by_key(state, rows)
        state.by_key = rows[by_key]
        state.order = _by_date(state, rows, by_key)
        return groups
    names = [*dates(state.table), *state.table.columns]
    ranks = [state.ranks(name) for name in names]
    several = len(dates(state.table))
    columns = [rank.by_dates if place < several else rank.by_form for place, rank in enumerate(ranks)]
    state.order, groups = ordered(rows, columns)
    return groups


def dates(table: Table) -> list[str]:
    """The columns that rows stand in the order of, before any other."""
    columns = (table.event, table.period[0] if table.period else None)
    return list(dict.fromkeys(column for column in columns if column is not None))


def numbered(state: TableState) -> Array:
    """The numbers of rows without a declared key: of every row the place, from 1, among those of its owners, in the
    order of the values."""
    order, _ = ordered(state.rows, [state.ranks(name).by_value for name in state.table.columns])
    owners = _owners(state)[order]
    by_owner = np.argsort(owners, kind="stable")
    begun = np.append(True, np.diff(owners[by_owner]) != 0)[: len(order)]
    counted = np.arange(len(order))
    first = np.maximum.accumulate(np.where(begun, counted, 0))
    numbers = np.zeros(len(state.good), np.int64)
    numbers[order[by_owner]] = counted - first + 1
    return numbers


def _owners(state: TableState) -> Array:
    """One number for the owners of each row."""
    found = np.zeros(len(state.good), np.int64)
    for name in state.table.owners:
        held = state.cells.columns[name].held
        _, found = np.unique(found * (int(held.max(initial=0)) + 1) + held, return_inverse=True)
    return found


def owner_texts(state: TableState, rows: Array) -> pl.Series:
    """Whose each row is, as the beginning of its key."""
    texts = []
    for name in state.table.owners:
        keys = state.keys(str(state.table.columns[name].link))
        known = pl.concat([keys.texts, pl.Series(keys.strangers(), dtype=pl.String)])
        texts.append(known.gather(state.cells.columns[name].held[rows]).alias(name))
    return pl.DataFrame(texts).select(pl.concat_str(pl.all(), separator="/").alias("owner"))["owner"]


def key_texts(taken: Taken, rows: Array) -> pl.Series:
    """The texts of the keys of rows, as ``str`` gives them."""
    texts = taken.texts.gather(rows)
    if not texts.null_count():
        return texts
    none = np.zeros(len(rows), np.bool_) if taken.absent is None else taken.absent[rows]
    words = pl.DataFrame({"text": texts, "none": none})
    empty = pl.when("none").then(pl.lit(str(ABSENT))).otherwise(pl.lit(str(None)))
    return words.select(pl.col("text").fill_null(empty))["text"]


def _by_key(state: TableState, rows: Array) -> tuple[Array, list[Array]]:
    """The places of rows in the order of their keys' texts, and the groups of rows that share a key."""
    taken = state.cells.columns[str(state.table.key)]
    if state.places is not None and taken.known is None:
        ranks = state.keys(state.table.name).ranks()[0][state.places[rows]]
        places = np.argsort(ranks, kind="stable")
        same = np.diff(ranks[places]) == 0
    else:
        texts = key_texts(taken, rows)
        places = text_order(texts)
        in_order = texts.gather(places)
        same = (in_order[1:] == in_order[:-1]).to_numpy() if len(rows) > 1 else np.zeros(0, np.bool_)
    if not same.any():
        return places, []
    ranks = np.empty(len(rows), np.int64)
    ranks[places] = np.cumsum(np.append(0, ~same))
    by_row = np.zeros(taken.size, np.int64)
    by_row[rows] = ranks
    order, groups = ordered(rows, [by_row.__getitem__])
    return np.searchsorted(rows, order), groups


def _by_date(state: TableState, rows: Array, by_key: Array) -> Array:
    ranks = [state.ranks(name).by_dates(rows) for name in dates(state.table)]
    if not ranks:
        return rows[by_key]
    mark = _joined(ranks)[by_key]
    count = max(1, len(rows))
    if int(mark.max(initial=0)) < _MOST // count:
        return rows[by_key[np.sort(mark * count + np.arange(len(rows))) % count]]
    return rows[by_key[np.argsort(mark, kind="stable")]]


def _joined(ranks: Sequence[Array]) -> Array:
    mark = ranks[0]
    for more in ranks[1:]:
        mark = mark * (int(more.max(initial=0)) + 1) + more
    return mark

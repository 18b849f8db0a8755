"""Columns that were read, as the texts that are kept of them: null where unknown."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Array, unpacked
from duixian.language.types import Kind
from duixian.language.vocabulary import Column
from duixian.language.vocabulary.cells import write_cell
from duixian.registry.columns.state import TableState
from duixian.registry.columns.taken import Taken


def own_rows(state: TableState) -> Array:
    """The good rows that are no guests, in the order of facts."""
    return state.order if state.guests is None else state.order[~state.guests[state.order]]


def texts_of(state: TableState, rows: Array) -> pl.DataFrame:
    """Some rows of a table, a column of texts for each of its columns."""
    return pl.DataFrame(
        [_texts(state, column, rows).alias(column.name) for column in state.table.columns.values()]
    )


def _texts(state: TableState, column: Column, rows: Array) -> pl.Series:
    taken = state.cells.columns[column.name].at(rows)
    known = np.ones(taken.size, np.bool_) if taken.known is None else taken.known
    words = _known_texts(state, column, taken, known)
    if taken.absent is not None:
        words = words.scatter(np.flatnonzero(taken.absent), write_cell(column, ABSENT))
    return words


def _known_texts(state: TableState, column: Column, taken: Taken, known: Array) -> pl.Series:
    if column.link is None and column.type.kind is Kind.TEXT:
        return taken.texts.to_frame("").select(pl.when(pl.lit(pl.Series(known))).then(pl.first()))[""]
    texts = np.full(taken.size, None, object)
    held = taken.held[known]
    if column.link is not None:
        keys = state.keys(column.link)
        words = pl.concat([keys.texts, pl.Series(keys.strangers(), dtype=pl.String)]).gather(held).to_numpy()
    else:
        distinct, places = np.unique(held, return_inverse=True)
        written = [write_cell(column, _value(state, column, taken, place)) for place in distinct.tolist()]
        words = np.array(written, object)[places] if written else held
    texts[known] = words
    return pl.Series(texts.tolist(), dtype=pl.String)


def _value(state: TableState, column: Column, taken: Taken, held: int | bool) -> Any:
    kind = column.type.kind
    if kind is Kind.BOOL:
        return bool(held)
    if kind is Kind.CATEGORY:
        return state.vocabulary.categories[str(column.type.of)].members[held]
    if kind is Kind.NUMBER:
        return taken.pool[held]
    return unpacked(held) if kind is Kind.DATE else held

"""A part of the rows of all tables, in the same order."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array, Cells, Link
from duixian.language.columns.rows import Rows
from duixian.language.record import Key, Record
from duixian.language.vocabulary.schema import Column


class KeptRows:
    """Some rows of a table. ``target``: of a table, its rows and which of them are kept."""

    def __init__(self, rows: Rows, kept: Array, target: Callable[[str], tuple[Rows, Array]]) -> None:
        self._rows = rows
        self._kept = kept
        self._target = target

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self._kept)

    @property
    def guest(self) -> Array | None:
        """Which rows are guests of a partition."""
        guest = self._rows.guest
        return None if guest is None else guest[self._kept]

    def cells(self, column: Column) -> Cells:
        """A column that is no link."""
        return self._rows.cells(column).taken(self._kept)

    def link(self, column: Column) -> Link:
        """A column of links; a key whose row is not kept is one that no row has."""
        link = self._rows.link(column)
        rows, kept = self._target(str(column.link))
        held = Cells(link.positions, link.known, link.absent).taken(self._kept)
        places = np.full(rows.size + len(link.strangers) + 1, -1, np.int32)
        places[kept] = np.arange(len(kept))
        gone = places[held.values] < 0
        if held.known is not None:
            gone &= held.known
        lost = np.unique(held.values[gone])
        places[lost] = len(kept) + np.arange(len(lost))
        strangers = [rows.key(p) if p < rows.size else link.strangers[p - rows.size] for p in lost.tolist()]
        positions = places[held.values]
        if held.known is not None:
            positions[~held.known] = 0
        return Link(positions, held.known, held.absent, strangers)

    def key_texts(self) -> pl.Series:
        """The text of every row's key."""
        return self._rows.key_texts().gather(self._kept)

    def key(self, position: int) -> Key:
        """A row's key."""
        return self._rows.key(int(self._kept[position]))

    def place(self, key: Key) -> int | None:
        """The position of the row with a key."""
        found = self._rows.place(key)
        if found is None:
            return None
        here = int(np.searchsorted(self._kept, found))
        return here if here < len(self._kept) and self._kept[here] == found else None

    def key_ranks(self) -> Array:
        """The place of each row among the rows in the order of their keys' text."""
        ranks = self._rows.key_ranks()[self._kept]
        places = np.empty(len(ranks), np.int64)
        places[np.argsort(ranks)] = np.arange(len(ranks))
        return places

    def sources(self, positions: Array) -> pl.Series:
        """Where each of some rows was read."""
        return self._rows.sources(self._kept[positions])

    def record(self, position: int) -> Record:
        """One row as a record."""
        return self._rows.record(int(self._kept[position]))

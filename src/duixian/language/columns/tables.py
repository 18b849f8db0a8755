"""One table's rows in columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array, Cells, Link
from duixian.language.columns.rows import Rows
from duixian.language.record import Key, Record
from duixian.language.vocabulary.schema import Column, Table


@dataclass(frozen=True, eq=False)
class Links:
    """The rows that link to each position of a table: those to ``p`` are ``order[offsets[p]:offsets[p + 1]]``, in
    the order of the rows. A row whose link is empty stands nowhere."""

    order: Array
    offsets: Array


class TableColumns:
    """One table; its columns are laid out when first asked for.

    Positions from ``size`` on are those of keys that no row has; there are more of them as more columns of links
    to this table are laid out.
    """

    def __init__(self, table: Table, rows: Rows, others: Callable[[str], TableColumns]) -> None:
        self.table = table
        self.rows = rows
        self._others = others
        self._cells: dict[str, Cells] = {}
        self._links: dict[str, Links] = {}
        self._strangers: dict[Key, int] = {}
        self._records: dict[int, Record] = {}

    @property
    def size(self) -> int:
        """How many rows there are."""
        return self.rows.size

    @property
    def guest(self) -> Array | None:
        """Which rows are another partition's: looked at, but no cases of this one. None: none is."""
        return self.rows.guest

    @property
    def positions(self) -> int:
        """How many positions there are, those of keys that no row has included."""
        return self.size + len(self._strangers)

    @property
    def keys(self) -> pl.Series:
        """The text of the key of every position, those of no row included."""
        if not self._strangers:
            return self._key_texts
        return pl.concat([self._key_texts, pl.Series([str(key) for key in self._strangers], dtype=pl.String)])

    @cached_property
    def key_ranks(self) -> Array:
        """The place of each row among the rows in the order of their keys' text."""
        return self.rows.key_ranks()

    def key(self, position: int) -> Key:
        """The key of a position as records hold it."""
        return (
            self.rows.key(position) if position < self.size else list(self._strangers)[position - self.size]
        )

    def position(self, key: Key) -> int:
        """Where the row with a key stands; behind the last row for a key that no row has."""
        place = self.rows.place(key)
        return self._strangers.setdefault(key, self.positions) if place is None else place

    def found(self, key: Key) -> int | None:
        """Where a key stands that some row has or links to, else None."""
        place = self.rows.place(key)
        return self._strangers.get(key) if place is None else place

    def sources(self, positions: Array) -> pl.Series:
        """Where each of some rows was read, as its record says."""
        return self.rows.sources(positions)

    def record(self, position: int) -> Record:
        """One row as a record, made once."""
        if position not in self._records:
            self._records[position] = self.rows.record(position)
        return self._records[position]

    def cells(self, name: str) -> Cells:
        """One column. Raises NotHeld when columns cannot hold it."""
        found = self._cells.get(name)
        if found is None:
            found = self._cells[name] = self._laid_out(self.table.columns[name])
        return found

    def links(self, name: str) -> Links:
        """The rows that link to each position of the table that a column points to."""
        cells = self.cells(name)
        positions = self._others(str(self.table.columns[name].link)).positions
        found = self._links.get(name)
        if found is None or len(found.offsets) != positions + 1:
            found = self._links[name] = _links(cells, positions)
        return found

    def _laid_out(self, column: Column) -> Cells:
        if column.link is None:
            return self.rows.cells(column)
        link = self.rows.link(column)
        return self._others(column.link)._placed(link)

    def _placed(self, link: Link) -> Cells:
        """Links to this table, with a position for each key that no row has."""
        positions = link.positions
        if link.strangers:
            places = np.array([self.position(key) for key in link.strangers], np.int32)
            strange = positions >= self.size
            positions = positions.copy()
            positions[strange] = places[positions[strange] - self.size]
        return Cells(positions, link.known, link.absent)

    @cached_property
    def _key_texts(self) -> pl.Series:
        return self.rows.key_texts()


def _links(cells: Cells, positions: int) -> Links:
    rows = np.arange(len(cells.values)) if cells.known is None else np.flatnonzero(cells.known)
    target = cells.values[rows].astype(np.int64)
    offsets = np.zeros(positions + 1, np.int64)
    np.cumsum(np.bincount(target, minlength=positions), out=offsets[1:])
    width = max(1, len(cells.values))
    # One number for target and row sorts faster than a stable sort of the targets.
    return Links(np.sort(target * width + rows) % width, offsets)

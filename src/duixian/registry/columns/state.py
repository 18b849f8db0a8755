"""One table while it is checked and once it is ready: its rows in order, and what each holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Array, unpacked
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Vocabulary
from duixian.registry.columns.intake import Part, TableCells
from duixian.registry.columns.keys import Keys
from duixian.registry.columns.placing import PlacedSheet
from duixian.registry.columns.ranks import ColumnRanks
from duixian.registry.columns.taken import Taken
from duixian.registry.reading import Count
from duixian.registry.rows import Origin


class TableState:
    """The rows of a table that are good so far. ``places``: of each row the place of its key among ``keys``, where
    links point to this table; ``order`` and ``by_key``: the rows as facts order them, and as their keys' texts do."""

    def __init__(self, cells: TableCells, vocabulary: Vocabulary, keys: Callable[[str], Keys]) -> None:
        self.table = cells.table
        self.cells = cells
        self.good = cells.good
        self.order: Array = np.zeros(0, np.int64)
        self.by_key: Array | None = None
        self.places: Array | None = None
        self._vocabulary = vocabulary
        self._keys = keys

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that the rows were read against."""
        return self._vocabulary

    def keys(self, table: str) -> Keys:
        """The keys of a table that links point to."""
        return self._keys(table)

    @property
    def rows(self) -> Array:
        """The good rows as they stand in the files."""
        return np.flatnonzero(self.good)

    @cached_property
    def guests(self) -> Array | None:
        """Which rows are guests of a partition, None where none is."""
        found = [self._guests_of(part) for part in self.cells.parts]
        return np.concatenate(found) if any(guests.any() for guests in found) else None

    def _guests_of(self, part: Part) -> Array:
        if not isinstance(part.sheet, PlacedSheet) or part.sheet.guests is None:
            return np.zeros(part.size, np.bool_)
        return part.sheet.guests if part.live is None else part.sheet.guests[part.live]

    def count(self) -> Count:
        """How many rows were read and how many are good; guests do not count."""
        if self.guests is None:
            return Count(self.cells.size, len(self.order))
        return Count(int((~self.guests).sum()), int((~self.guests[self.order]).sum()))

    def without(self, rows: Sequence[int]) -> None:
        """Take rows out."""
        if rows:
            self.good[list(rows)] = False
            self.order = self.order[self.good[self.order]]
            self.by_key = None if self.by_key is None else self.by_key[self.good[self.by_key]]

    def origin(self, row: int) -> Origin:
        """Where a row was read."""
        part, place = self.cells.part_of(row)
        return Origin(part.sheet, part.index(place))

    def sources(self, rows: Array) -> pl.Series:
        """Where each of some rows was read, as its record says."""
        starts = np.cumsum([0, *(part.size for part in self.cells.parts)])
        parts = np.searchsorted(starts, rows, side="right") - 1
        found = pl.repeat("", len(rows), dtype=pl.String, eager=True)
        for number, part in enumerate(self.cells.parts):
            here = np.flatnonzero(parts == number)
            if len(here):
                found = found.scatter(here, part.sources(rows[here] - starts[number]))
        return found

    def values(self, row: int) -> dict[str, Any]:
        """The values of a row as a record holds them."""
        return {name: self.value(name, row) for name in self.table.columns}

    def value(self, name: str, row: int) -> Any:
        """One value of a row."""
        taken = self.cells.columns[name]
        if taken.absent is not None and taken.absent[row]:
            return ABSENT
        if taken.known is not None and not taken.known[row]:
            return None
        return self._decoded(self.table.columns[name], taken, row)

    def ranks(self, name: str) -> ColumnRanks:
        """What orders rows by a column."""
        column = self.table.columns[name]
        keys = self._keys(column.link) if column.link is not None else None
        last = name == list(self.table.columns)[-1]
        return ColumnRanks(column, self.cells.columns[name], lambda row: self.value(name, row), keys, last)

    def _decoded(self, column: Column, taken: Taken, row: int) -> Any:
        kind = column.type.kind
        if kind is Kind.TEXT:
            return taken.texts[row]
        held = taken.held[row]
        if column.link is not None:
            return self._keys(column.link).key(int(held))
        if kind is Kind.BOOL:
            return bool(held)
        if kind is Kind.CATEGORY:
            return self._vocabulary.categories[str(column.type.of)].members[int(held)]
        if kind is Kind.NUMBER:
            return taken.pool[int(held)]
        return unpacked(int(held)) if kind is Kind.DATE else int(held)

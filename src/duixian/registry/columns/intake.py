"""The sheets of one table, read into columns one below the other, with the faults of their cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array, held_as
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Table
from duixian.language.vocabulary.cells import required_empty
from duixian.registry.columns.frames import FrameRows, columns_of_sheet
from duixian.registry.columns.keys import Keys
from duixian.registry.columns.placing import PlacedSheet
from duixian.registry.columns.taken import Fault, Taken, joined
from duixian.registry.columns.taking import Taking
from duixian.registry.headers import Assigned
from duixian.registry.rows import in_column, too_long
from duixian.registry.sources.sheet import Sheet, is_blank


@dataclass(frozen=True, eq=False)
class Part:
    """One sheet: which of its rows hold anything (None: all), their cells, and the faults in order."""

    sheet: Sheet
    live: Array | None
    size: int
    columns: Mapping[str, Taken]
    faults: Sequence[Fault]

    def index(self, place: int) -> int:
        """The place among the sheet's rows of one that holds something."""
        return place if self.live is None else int(self.live[place])

    def sources(self, places: Array) -> pl.Series:
        """Where rows that hold something were read, as their records say."""
        if isinstance(self.sheet, PlacedSheet):
            return self.sheet.files.gather(places if self.live is None else self.live[places])
        return pl.repeat(self.sheet.place, len(places), dtype=pl.String, eager=True)


@dataclass(frozen=True, eq=False)
class TableCells:
    """All rows of a table as they stand in the files. ``good``: those without a fault so far."""

    table: Table
    parts: Sequence[Part]
    columns: Mapping[str, Taken]
    good: Array

    @property
    def size(self) -> int:
        """How many rows were read."""
        return len(self.good)

    def part_of(self, row: int) -> tuple[Part, int]:
        """The sheet of a row, and the row's place among those of the sheet that hold anything."""
        for part in self.parts:
            if row < part.size:
                return part, row
            row -= part.size
        raise IndexError(row)


class TableIntake:
    """Reads the sheets of a table. ``keys``: the keys of the tables that links point to; ``read``: of some sheets
    (by identity) the column of keys, read already."""

    def __init__(self, taking: Taking, keys: Callable[[str], Keys], read: Mapping[int, Taken]) -> None:
        self._taking = taking
        self._keys = keys
        self._read = read

    def take(self, table: Table, sheets: Sequence[Assigned]) -> TableCells:
        """All rows of a table."""
        parts = [self._part(assigned) for assigned in sheets]
        columns = {
            column.name: joined(
                [part.columns.get(column.name) or self._unknown(column, part.size) for part in parts]
            )
            for column in table.columns.values()
        }
        good = [np.ones(part.size, np.bool_) for part in parts]
        for part, truths in zip(parts, good, strict=True):
            truths[[place for place, _ in part.faults]] = False
        return TableCells(table, parts, columns, np.concatenate(good))

    def _part(self, assigned: Assigned) -> Part:
        sheet = assigned.sheet
        cells = columns_of_sheet(sheet, [place for place, _ in assigned.columns])
        live = live_rows(sheet, cells)
        if live is not None:
            cells = [column.gather(live) for column in cells]
        keys = self._read.get(id(sheet)) if live is None else None
        columns = {
            column.name: keys
            if keys is not None and column.name == assigned.table.key
            else self._taken(column, series)
            for (_, column), series in zip(assigned.columns, cells, strict=True)
        }
        size = len(sheet.rows) if live is None else len(live)
        return Part(sheet, live, size, columns, _faults(sheet, live, assigned.table, columns))

    def _taken(self, column: Column, cells: pl.Series) -> Taken:
        if column.link is None:
            return self._taking.taken(column, cells)
        return self._keys(column.link).taken(cells, lambda others: self._taking.taken(column, others))

    def _unknown(self, column: Column, size: int) -> Taken:
        nowhere = np.zeros(size, np.bool_)
        if column.type.kind is Kind.TEXT:
            return Taken(pl.repeat(None, size, dtype=pl.String, eager=True), nowhere, None)
        return Taken(np.zeros(size, held_as(column.type.kind)), nowhere, None)


def live_rows(sheet: Sheet, cells: Sequence[pl.Series]) -> Array | None:
    """The rows of a sheet that hold anything; None: all of them."""
    if not isinstance(sheet.rows, FrameRows):
        live = [place for place, row in enumerate(sheet.rows) if not is_blank(row)]
        return None if len(live) == len(sheet.rows) else np.array(live, np.int64)
    blank = np.ones(len(sheet.rows), np.bool_)
    for column in cells:
        if not blank.any():
            return None
        blank &= _empty(column)
    suspects = np.flatnonzero(blank).tolist()
    sheet.rows.fetch(suspects)
    blank[[place for place in suspects if not is_blank(sheet.rows[place])]] = False
    return np.flatnonzero(~blank) if blank.any() else None


def _empty(cells: pl.Series) -> Array:
    if cells.dtype != pl.String:
        return cells.is_null().to_numpy()
    return (cells.is_null() | (cells == "").fill_null(value=False)).to_numpy()


def _faults(sheet: Sheet, live: Array | None, table: Table, columns: Mapping[str, Taken]) -> list[Fault]:
    faults: list[Fault] = []
    if not isinstance(sheet.rows, FrameRows):
        rows = sheet.rows if live is None else [sheet.rows[place] for place in live]
        faults += too_long(sheet, rows)
    for name, taken in columns.items():
        column = table.columns[name]
        faults += [(place, in_column(error, column)) for place, error in taken.faults]
        if column.required and taken.known is not None:
            wrong = {place for place, _ in taken.faults}
            empty = np.flatnonzero(~taken.known).tolist()
            faults += [(place, required_empty(column)) for place in empty if place not in wrong]
    return sorted(faults, key=itemgetter(0))

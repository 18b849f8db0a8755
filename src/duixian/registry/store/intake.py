"""A folder of registers read together with what is known already, so that links to known rows are good."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.assigning import assigned_in, registers_in
from duixian.registry.columns.assembling import Assembly
from duixian.registry.columns.frames import FrameRows, columns_of_sheet
from duixian.registry.columns.opening import open_in_columns
from duixian.registry.columns.placing import PlacedSheet
from duixian.registry.headers import Assigned, assign
from duixian.registry.sources.placed import FILE, ROW


class Folder:
    """The registers of a folder, opened."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, unreadable: frozenset[Path]) -> None:
        files, self.notes = registers_in(folder, vocabulary)
        opening = partial(open_in_columns, unreadable=unreadable)
        self.sheets: list[Assigned] = []
        self._vocabulary = vocabulary
        for register in files:
            found, said = assigned_in(register.path, vocabulary, opening, register.part_of)
            self.sheets += found
            self.notes += said

    def raw_keys(self, table: Table) -> pl.Series:
        """The keys of a table as its sheets hold them, before they are read."""
        found = [pl.Series([], dtype=pl.String)]
        for assigned in self.sheets:
            for place, column in assigned.columns:
                if assigned.table.name == table.name and column.name == table.key:
                    cells = columns_of_sheet(assigned.sheet, [place])[0]
                    found.append(
                        cells.cast(pl.String, strict=False) if cells.dtype != pl.Object else found[0]
                    )
        return pl.concat(found)

    def assembled(self, guests: Mapping[str, pl.DataFrame]) -> Assembly:
        """Everything read and checked, rows of other tables by. Raises Unreadable."""
        known = [placed(self._vocabulary.tables[name], frame, guests=True) for name, frame in guests.items()]
        assembly = Assembly(self._vocabulary, [*self.sheets, *known])
        assembly.check()
        return assembly


def link_targets(vocabulary: Vocabulary) -> list[Table]:
    """The tables that some column points to, catalogues left out."""
    links = {column.link for table in vocabulary.tables.values() for column in table.columns.values()}
    return [table for name, table in vocabulary.tables.items() if name in links and not table.catalogue]


def placed(table: Table, frame: pl.DataFrame, *, guests: bool = False) -> Assigned:
    """The sheet of a frame of register texts with the columns ``FILE`` and ``ROW``. Raises ValueError for a frame
    that is no register of the table."""
    cells, places = frame.drop(FILE, ROW), frame.select(FILE, ROW)
    rows = FrameRows(cells.height, cells.width, lambda wanted: cells[:, list(wanted)])
    marked = np.ones(frame.height, np.bool_) if guests else None
    assigned, _ = assign(PlacedSheet(table.name, None, tuple(cells.columns), rows, places, marked), table)
    if assigned is None:
        raise ValueError(f"the rows kept of '{table.name}' are no register of it")
    return assigned

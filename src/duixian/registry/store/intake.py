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
from duixian.registry.columns.opening import Unreadable, open_in_columns
from duixian.registry.columns.placing import PlacedSheet
from duixian.registry.headers import Assigned, assign
from duixian.registry.notes import Note
from duixian.registry.sources.placed import FILE, ROW

KNOWN_ALREADY = "已登记"
"""Where rows stand that are known already; nobody ever sees it, for guests make no rejects."""


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
        known = [_guest_sheet(self._vocabulary.tables[name], frame) for name, frame in guests.items()]
        assembly = Assembly(self._vocabulary, [*self.sheets, *known])
        assembly.check()
        return assembly


def link_targets(vocabulary: Vocabulary) -> list[Table]:
    """The tables that some column points to, catalogues left out."""
    links = {column.link for table in vocabulary.tables.values() for column in table.columns.values()}
    return [table for name, table in vocabulary.tables.items() if name in links and not table.catalogue]


def _guest_sheet(table: Table, frame: pl.DataFrame) -> Assigned:
    cells = frame.select(pl.col(name).alias(column.header) for name, column in table.columns.items())
    places = pl.DataFrame(
        {FILE: pl.repeat(KNOWN_ALREADY, frame.height, eager=True), ROW: np.arange(frame.height)}
    )
    rows = FrameRows(cells.height, cells.width, lambda wanted: cells[:, list(wanted)])
    sheet = PlacedSheet(
        KNOWN_ALREADY, None, tuple(cells.columns), rows, places, np.ones(frame.height, np.bool_)
    )
    assigned, _ = assign(sheet, table)
    if assigned is None:
        raise ValueError(f"the rows kept of '{table.name}' are no register of it")
    return assigned


__all__ = ["Folder", "Note", "Unreadable", "link_targets"]

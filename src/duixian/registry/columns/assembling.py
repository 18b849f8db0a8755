"""Sheets that hold tables, brought together into facts in columns: read, checked, linked and in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from duixian.language.columns import ColumnFacts, Rows
from duixian.language.columns.records import RecordRows
from duixian.language.facts import Facts
from duixian.language.vocabulary import Vocabulary
from duixian.language.vocabulary.cells import catalogue_records
from duixian.registry.columns.checking import contradictions, missing_links, repetitions
from duixian.registry.columns.frames import columns_of_sheet, fetch
from duixian.registry.columns.intake import Part, TableIntake
from duixian.registry.columns.keys import Keys
from duixian.registry.columns.readrows import ReadRows
from duixian.registry.columns.sorting import sort
from duixian.registry.columns.state import TableState
from duixian.registry.columns.taken import Fault, Taken
from duixian.registry.columns.taking import Taking
from duixian.registry.headers import Assigned
from duixian.registry.rejects import Reject, reject

_MOST_THREADS = 4


class Assembly:
    """The tables of one registry. After ``check`` its ``rejects`` are complete and its ``facts`` can be asked for."""

    def __init__(self, vocabulary: Vocabulary, sheets: Sequence[Assigned]) -> None:
        self._vocabulary = vocabulary
        self._sheets = sheets
        self._taking = Taking(vocabulary)
        self._keys: dict[str, Keys] = {}
        self._read: dict[int, Taken] = {}
        self.tables: dict[str, list[Assigned]] = {}
        for assigned in sheets:
            self.tables.setdefault(assigned.table.name, []).append(assigned)
        self.states: dict[str, TableState] = {}
        self.rejects: list[Reject] = []

    def check(self) -> None:
        """Read and check all tables. Raises Unreadable for a file that cannot be read to its end."""
        with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
            targets = self._targets()
            self._keys = dict(zip(targets, pool.map(self._keys_in, targets), strict=True))
            largest_first = sorted(self.tables, key=lambda name: -_cells(self.tables[name]))
            checked = dict(zip(largest_first, pool.map(self._checked, largest_first), strict=True))
        self.states = {name: checked[name][0] for name in self.tables}
        parts = {id(part.sheet): (state, part) for state, _ in checked.values() for part in state.cells.parts}
        for assigned in self._sheets:
            self.rejects += _of_part(*parts[id(assigned.sheet)])
        for name in self.tables:
            self.rejects += _rejects(*checked[name])
        for state, faults in missing_links(self.states, self._keys.__getitem__):
            self.rejects += _rejects(state, faults)

    def facts(self) -> ColumnFacts:
        """The good rows. Raises RowError when a policy's own catalogue cannot be read."""
        held: dict[str, Rows] = {}
        catalogues = {
            table.name: catalogue_records(table, self._vocabulary)
            for table in self._vocabulary.tables.values()
            if table.catalogue
        }
        in_order = Facts(self._vocabulary, catalogues)
        for name in self._vocabulary.tables:
            state = self.states.get(name)
            records = RecordRows(in_order.rows(name), self._vocabulary, held.__getitem__)
            held[name] = records if state is None else ReadRows(state, held.__getitem__)
        return ColumnFacts(self._vocabulary, held, {*self.states, *catalogues})

    def _targets(self) -> list[str]:
        """The tables that links point to."""
        links = {
            column.link for table in self._vocabulary.tables.values() for column in table.columns.values()
        }
        return [name for name in self._vocabulary.tables if name in links]

    def _keys_in(self, name: str) -> Keys:
        key = self._vocabulary.tables[name].key
        texts = [pl.Series([], dtype=pl.String)]
        for assigned in self.tables.get(name, ()):
            for place, column in assigned.columns:
                if column.name == key:
                    cells = columns_of_sheet(assigned.sheet, [place])[0]
                    taken = self._read[id(assigned.sheet)] = self._taking.taken(column, cells)
                    texts.append(taken.texts)
        return Keys(pl.concat(texts))

    def _checked(self, name: str) -> tuple[TableState, list[Fault]]:
        intake = TableIntake(self._taking, self._keys.__getitem__, self._read)
        cells = intake.take(self._vocabulary.tables[name], self.tables[name])
        state = TableState(cells, self._vocabulary, self._keys.__getitem__)
        if name in self._keys and state.table.key is not None:
            state.places = self._keys[name].places(cells.columns[state.table.key].texts)
        faults = contradictions(state)
        state.without([row for row, _ in faults])
        repeated = repetitions(state, sort(state))
        state.without([row for row, _ in repeated])
        return state, faults + repeated


def _cells(sheets: Iterable[Assigned]) -> int:
    return sum(len(assigned.sheet.rows) * len(assigned.columns) for assigned in sheets)


def _of_part(state: TableState, part: Part) -> list[Reject]:
    """The rejects of cells that cannot be read."""
    fetch(part.sheet, [part.index(place) for place, _ in part.faults])
    return [
        reject(state.table.name, part.sheet, index, fault)
        for place, fault in part.faults
        if not part.sheet.is_guest(index := part.index(place))
    ]


def _rejects(state: TableState, faults: Sequence[Fault]) -> list[Reject]:
    places = [(*state.cells.part_of(row), fault) for row, fault in faults]
    wanted: dict[int, list[int]] = {}
    for part, place, _ in places:
        wanted.setdefault(id(part), []).append(part.index(place))
    for part in state.cells.parts:
        fetch(part.sheet, wanted.get(id(part), ()))
    return [
        reject(state.table.name, part.sheet, index, fault)
        for part, place, fault in places
        if not part.sheet.is_guest(index := part.index(place))
    ]

"""Reading a folder of registers into facts: nothing is lost, nothing is guessed.

Each table comes from a file or sheet of its name, from several, or from the files of a sub-folder of its name. Bad rows become rejects, good ones go on.
A table that nobody supplied is unknown, not empty. The catalogue tables of a policy come from its declaration.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.vocabulary import Vocabulary
from duixian.language.vocabulary.cells import catalogue_records, keyed_records
from duixian.registry.assigning import Register, assigned_in, not_supplied, registers_in
from duixian.registry.consistency import check_links, check_rows
from duixian.registry.headers import Assigned, assign
from duixian.registry.notes import Note
from duixian.registry.rejects import Reject
from duixian.registry.rows import Intake, TableRows
from duixian.registry.sources.folder import open_file
from duixian.registry.sources.sheet import Sheet

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done (a file's or table's name)."""


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of a table: how many were read and how many are among the facts."""

    read: int
    kept: int

    @property
    def rejected(self) -> int:
        """Rows that were read but are not among the facts."""
        return self.read - self.kept


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder held: facts, the rows that could not be used, what else there is to say, and counts."""

    facts: Facts
    rejects: tuple[Reject, ...]
    notes: tuple[Note, ...]
    counts: Mapping[str, Count]

    @property
    def refused(self) -> tuple[Note, ...]:
        """Files and sheets that were not read at all."""
        return tuple(note for note in self.notes if note.refused)


def read_registry(folder: Path, vocabulary: Vocabulary, *, progress: Progress | None = None) -> Reading:
    """Every register in a folder. Raises RegistryError when there is no such folder, RowError when a
    policy's own catalogue cannot be read."""
    with _no_collection():
        return _Registry(vocabulary, progress or silent).read(folder)


def read_sheets(sheets: Mapping[str, Sheet], vocabulary: Vocabulary) -> Reading:
    """A few rows that somebody hands over, a sheet for each table, read as files are; without the catalogues. Much
    quicker than columns for a person's handful, much slower for a register."""
    return _Registry(vocabulary, silent).read_sheets(sheets)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of values without cycles are made here; looking for cycles among them would double the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Registry:
    def __init__(self, vocabulary: Vocabulary, progress: Progress) -> None:
        self._vocabulary = vocabulary
        self._progress = progress
        self._intake = Intake(vocabulary)
        self._tables: dict[str, TableRows] = {}
        self._rejects: list[Reject] = []
        self._notes: list[Note] = []

    def read(self, folder: Path) -> Reading:
        files, notes = registers_in(folder, self._vocabulary)
        self._notes += notes
        steps = len(files) + 3
        for done, register in enumerate(files):
            self._progress(done, steps, register.path.name)
            self._file(register)
        self._progress(steps - 3, steps, "核对各行 / checking rows")
        for rows in self._tables.values():
            self._rejects += check_rows(rows)
        self._progress(steps - 2, steps, "核对关联 / checking links")
        self._rejects += check_links(self._tables)
        self._progress(steps - 1, steps, "建立索引 / indexing")
        reading = self._reading(folder)
        self._progress(steps, steps, "")
        return reading

    def read_sheets(self, sheets: Mapping[str, Sheet]) -> Reading:
        for name, sheet in sheets.items():
            assigned, notes = assign(sheet, self._vocabulary.tables[name])
            self._notes += notes
            if assigned is not None:
                self._take(assigned)
        for rows in self._tables.values():
            self._rejects += check_rows(rows)
        self._rejects += check_links(self._tables)
        return self._told({name: _records(rows) for name, rows in self._tables.items()})

    def _file(self, register: Register) -> None:
        found, notes = assigned_in(register.path, self._vocabulary, open_file, register.part_of)
        self._notes += notes
        for assigned in found:
            self._take(assigned)

    def _take(self, assigned: Assigned) -> None:
        rows = self._tables.setdefault(assigned.table.name, TableRows(assigned.table))
        self._rejects += self._intake.take(assigned, rows)

    def _reading(self, folder: Path) -> Reading:
        records = {name: _records(rows) for name, rows in self._tables.items()}
        for table in self._vocabulary.tables.values():
            if table.catalogue:
                records[table.name] = catalogue_records(table, self._vocabulary)
        self._notes += not_supplied(folder.name, self._vocabulary, set(records))
        return self._told(records)

    def _told(self, records: Mapping[str, list[Record]]) -> Reading:
        counts = {name: Count(rows.read, len(rows.values)) for name, rows in self._tables.items()}
        facts = Facts(self._vocabulary, records)
        return Reading(facts, tuple(self._rejects), tuple(self._notes), counts)


def _records(rows: TableRows) -> list[Record]:
    return keyed_records(rows.table, rows.values, [origin.source for origin in rows.origins])


def silent(done: int, total: int, what: str) -> None:
    """Progress that nobody looks at."""

"""Reading registers straight into columns, with the rejects, notes and counts of ``registry.reading``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from duixian.language.columns import ColumnFacts
from duixian.language.facts import Facts
from duixian.language.types import Kind
from duixian.language.vocabulary import Vocabulary
from duixian.registry.assigning import assigned_in, not_supplied, registers_in
from duixian.registry.columns.assembling import Assembly
from duixian.registry.columns.frames import frame_sheet
from duixian.registry.columns.opening import Unreadable, open_in_columns
from duixian.registry.columns.placing import opened, placed_sheet
from duixian.registry.headers import Assigned, assign
from duixian.registry.notes import Note
from duixian.registry.reading import Count, Progress, Reading, read_registry, silent
from duixian.registry.rejects import Reject

_CHECKING = "核对各行与关联 / checking rows and links"


@dataclass(frozen=True, slots=True, eq=False)
class ColumnReading:
    """What registers held: facts in columns, rows that could not be used, what else there is to say, and counts."""

    columns: ColumnFacts
    rejects: tuple[Reject, ...]
    notes: tuple[Note, ...]
    counts: Mapping[str, Count]

    @property
    def facts(self) -> Facts:
        """The same facts as records, made when they are asked for."""
        return self.columns.facts()

    @property
    def refused(self) -> tuple[Note, ...]:
        """Files and sheets that were not read at all."""
        return tuple(note for note in self.notes if note.refused)


def read_columns(folder: Path, vocabulary: Vocabulary, *, progress: Progress | None = None) -> ColumnReading:
    """Every register in a folder. Raises RegistryError when there is no such folder, RowError when a policy's own
    catalogue cannot be read."""
    if not _by_texts(vocabulary):
        return _of_records(read_registry(folder, vocabulary, progress=progress))
    unreadable: frozenset[Path] = frozenset()
    while True:
        try:
            return _read(folder, vocabulary, progress or silent, unreadable)
        except Unreadable as error:
            unreadable |= {error.path}


def columns_of(frames: Mapping[str, pl.DataFrame], vocabulary: Vocabulary) -> ColumnReading:
    """Registers that are frames, one for a table, their columns named as in files. Row 2 is a frame's first."""
    found: list[Assigned] = []
    notes: list[Note] = []
    for name, frame in frames.items():
        assigned, said = assign(frame_sheet(name, frame), vocabulary.tables[name])
        found += [assigned] if assigned is not None else []
        notes += said
    return _assembled("", vocabulary, found, notes)


def read_tables(files: Mapping[str, Sequence[Path]], vocabulary: Vocabulary) -> ColumnReading:
    """Tables whose Parquet files are known, as partitions have them: rows keep the places that their remark columns
    name, guests count nowhere and make no reject. Raises RegistryError where a file cannot be read."""
    found: list[Assigned] = []
    notes: list[Note] = []
    for name, paths in files.items():
        placed = placed_sheet(paths)
        sheets = [placed] if placed is not None else [s for p in paths for s in opened(p)]
        for sheet in sheets:
            assigned, said = assign(sheet, vocabulary.tables[name])
            found += [assigned] if assigned is not None else []
            notes += said
    return _assembled("", vocabulary, found, notes)


def _read(
    folder: Path, vocabulary: Vocabulary, progress: Progress, unreadable: frozenset[Path]
) -> ColumnReading:
    files, notes = registers_in(folder, vocabulary)
    opening = partial(open_in_columns, unreadable=unreadable)
    steps = len(files) + 1
    found: list[Assigned] = []
    for done, register in enumerate(files):
        progress(done, steps, register.path.name)
        assigned, said = assigned_in(register.path, vocabulary, opening, register.part_of)
        found += assigned
        notes += said
    progress(steps - 1, steps, _CHECKING)
    reading = _assembled(folder.name, vocabulary, found, notes)
    progress(steps, steps, "")
    return reading


def _assembled(
    folder: str, vocabulary: Vocabulary, found: list[Assigned], notes: list[Note]
) -> ColumnReading:
    assembly = Assembly(vocabulary, found)
    assembly.check()
    columns = assembly.facts()
    counts = {name: state.count() for name, state in assembly.states.items()}
    notes += not_supplied(folder, vocabulary, set(columns.supplied))
    return ColumnReading(columns, tuple(assembly.rejects), tuple(notes), counts)


def _by_texts(vocabulary: Vocabulary) -> bool:
    """Whether every key is a text of its own table, by which columns name rows."""
    tables = vocabulary.tables.values()
    return all(table.columns[table.key].type.kind is Kind.TEXT for table in tables if table.key is not None)


def _of_records(reading: Reading) -> ColumnReading:
    return ColumnReading(ColumnFacts.of(reading.facts), reading.rejects, reading.notes, reading.counts)

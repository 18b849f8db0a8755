"""Sheets turned into rows of values, a column at a time: each different raw cell is read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import CellError, Reader, key_column, reader_of, required_empty
from duixian.registry.headers import Assigned
from duixian.registry.rejects import Reject, reject
from duixian.registry.sources.sheet import Sheet, is_blank
from duixian.values.bilingual import Text

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands: its sheet and its place among the sheet's rows."""

    sheet: Sheet
    index: int

    @property
    def source(self) -> str:
        """The file and sheet, as a record carries them: the order of rows says nothing about a record."""
        file, _ = self.sheet.at(self.index)
        return f"{file} [{self.sheet.name}]" if self.sheet.name else file

    @property
    def place(self) -> str:
        """The row as well, for people."""
        return f"{self.source} 第 {self.sheet.at(self.index)[1]} 行"


@dataclass(slots=True)
class TableRows:
    """The rows of a table that are good so far, each with its origin, and how many rows were read in all."""

    table: Table
    values: list[Values] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    read: int = 0

    def without(self, places: set[int]) -> None:
        """Take some rows out."""
        if places:
            kept = [i for i in range(len(self.values)) if i not in places]
            self.values = [self.values[i] for i in kept]
            self.origins = [self.origins[i] for i in kept]


class CellMemory(dict[object, Any]):
    """Raw cell → value or CellError. Numbers, dates and booleans are held with their type: 1 is not True."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: object) -> Any:
        raw = cell[1] if isinstance(cell, tuple) else cell
        try:
            value = self._read(raw)
        except CellError as error:
            value = error
        self[cell] = value
        return value


class Intake:
    """Reads sheets against one vocabulary; what was read of one column helps all columns of its kind."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._memories: dict[tuple[Column, bool], CellMemory] = {}

    def take(self, assigned: Assigned, into: TableRows) -> list[Reject]:
        """Add a sheet's good rows to a table and return the faults of the others."""
        sheet, table = assigned.sheet, assigned.table
        live = [i for i, row in enumerate(sheet.rows) if not is_blank(row)]
        rows = [sheet.rows[i] for i in live]
        columns = {column.name: self._column(column, place, rows) for place, column in assigned.columns}
        faults = too_long(sheet, rows) + _faults(table, columns)
        bad = {place for place, _ in faults}
        for place, values in enumerate(_rows(table, columns, len(rows))):
            if place not in bad:
                into.values.append(values)
                into.origins.append(Origin(sheet, live[place]))
        into.read += len(live)
        return [
            reject(table.name, sheet, live[place], fault)
            for place, fault in sorted(faults, key=itemgetter(0))
        ]

    def _column(self, column: Column, place: int, rows: Sequence[Sequence[object]]) -> list[Any]:
        memory = self._memory(column)
        return [memory[_distinct(row[place])] for row in rows]

    def _memory(self, column: Column) -> CellMemory:
        kind = (key_column(column, self._vocabulary), column.empty_is_none)
        if kind not in self._memories:
            self._memories[kind] = CellMemory(reader_of(column, self._vocabulary))
        return self._memories[kind]


def _distinct(cell: object) -> object:
    return cell if cell.__class__ is str or cell is None else (cell.__class__, cell)


def _rows(table: Table, columns: dict[str, list[Any]], count: int) -> list[Values]:
    """Rows with every column of the table; one that the sheet does not have is unknown."""
    names = list(table.columns)
    unknown = [None] * count
    return [
        dict(zip(names, row, strict=True))
        for row in zip(*(columns.get(name, unknown) for name in names), strict=True)
    ]


def _faults(table: Table, columns: dict[str, list[Any]]) -> list[tuple[int, CellError]]:
    faults: list[tuple[int, CellError]] = []
    for name, values in columns.items():
        column = table.columns[name]
        wrong = [(i, v) for i, v in enumerate(values) if v.__class__ is CellError]
        faults += [(i, in_column(e, column)) for i, e in wrong]
        if column.required:
            faults += [(i, required_empty(column)) for i, v in enumerate(values) if v is None or v is ABSENT]
    return faults


def in_column(error: CellError, column: Column) -> CellError:
    """The fault of a cell, said of its column."""
    return CellError(error.code, error.message, column.header, error.remedy)


def too_long(sheet: Sheet, rows: Sequence[Sequence[object]]) -> list[tuple[int, CellError]]:
    """The faults of rows with more cells than there are headers, by their place among the rows."""
    width = len(sheet.headers)
    return [
        (i, _extra_cells(width)) for i, r in enumerate(rows) if len(r) > width and not is_blank(r[width:])
    ]


def _extra_cells(width: int) -> CellError:
    return CellError(
        "row-too-long",
        Text(f"这一行多于表头的 {width} 列。", f"The row has more cells than the {width} headers."),
        f"（第 {width + 1} 列）",
        Text(
            "请检查是否有未加引号的逗号，或多填了一格。",
            "Look for a comma without quotes, or one cell too many.",
        ),
    )

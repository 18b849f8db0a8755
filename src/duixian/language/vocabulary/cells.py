"""From what stands in a cell of a sheet, a form or a YAML file to the run-time value, and back.

A reading is certain or refused, never guessed: ``read_cell`` takes text, whole and decimal numbers, dates and
booleans as Excel, CSV, Parquet and YAML hand them over, and raises CellError otherwise. An empty cell is
unknown, or known to be none where the column says so; 未知 and 无 say either in words in any column (in a
是否 column 无 is the answer no). Empty cells of required columns are the business of ``read_row`` and of
the registry, for a single cell does not know its row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.record import Key, Record
from duixian.language.types import Kind
from duixian.language.vocabulary.readings import (
    READERS_BY_KIND,
    READERS_BY_SHAPE,
    CellError,
    Reader,
    member_reader,
    nearest_word,
    region_reader,
)
from duixian.language.vocabulary.schema import Column, Shape, Table, Vocabulary
from duixian.language.vocabulary.writings import NONE_WORD, UNKNOWN_WORD, sheet_cell, write_cell
from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

__all__ = [
    "BLANKS",
    "CellError",
    "Reader",
    "RowError",
    "catalogue_records",
    "column_named",
    "key_column",
    "keyed_records",
    "nearest_word",
    "read_cell",
    "read_row",
    "reader_of",
    "required_empty",
    "sheet_cell",
    "unknown_column",
    "write_cell",
]

BLANKS = " \t\r\n\f\v\u00a0\u3000\ufeff\u200b"
"""What may stand around the contents of a cell without a meaning."""


class RowError(DuixianError, ValueError):
    """A row of ``table`` with cells that cannot be read; each of ``errors`` names its column in ``where``."""

    def __init__(self, table: str, errors: Sequence[CellError]) -> None:
        zh = "；".join(f"{e.where}：{e.message.zh}" for e in errors)
        en = "; ".join(f"{e.where}: {e.message.en}" for e in errors)
        remedies = list(dict.fromkeys(e.remedy for e in errors))
        remedy = Text("".join(r.zh for r in remedies), " ".join(r.en for r in remedies))
        super().__init__("row-unreadable", Text(zh, en), table, remedy)
        self.args = (table, tuple(errors))
        self.errors = tuple(errors)


def read_cell(column: Column, raw: object, vocabulary: Vocabulary) -> Any:
    """The run-time value (see ``types``) of a raw cell; None is unknown, ABSENT is none. Raises CellError."""
    return reader_of(column, vocabulary)(raw)


def reader_of(column: Column, vocabulary: Vocabulary) -> Reader:
    """``read_cell`` of one column, made ready once for many cells.

    A link is read as the key of the table it points to.
    """
    held = key_column(column, vocabulary)
    read = _reader_for(held, vocabulary)
    empty = ABSENT if column.empty_is_none else None
    none_is_a_word = held.type.kind is Kind.BOOL

    def reader(raw: object) -> Any:
        if isinstance(raw, str):
            raw = raw.strip(BLANKS)
            if raw == UNKNOWN_WORD:
                return None
            if raw == NONE_WORD and not none_is_a_word:
                return ABSENT
        return empty if raw is None or raw == "" else read(raw)

    return reader


def key_column(column: Column, vocabulary: Vocabulary) -> Column:
    """The column whose values a link holds: the key of the table it points to; otherwise the column itself.

    Raises ValueError when the table has no key, for nothing can point to its rows.
    """
    while column.link is not None:
        table = vocabulary.tables[column.link]
        if table.key is None:
            raise ValueError(f"column '{column.name}' links to '{table.name}', which has no key")
        column = table.columns[table.key]
    return column


def column_named(table: Table, header: str) -> Column | None:
    """The column that a header of a sheet means: its own header, name or alias, blanks ignored."""
    word = _plain(header)
    columns = table.columns.values()
    by_header = (c for c in columns if _plain(c.header) == word)
    by_name = (c for c in columns if _plain(c.name) == word)
    by_alias = (c for c in columns if any(_plain(a) == word for a in c.aliases))
    return next(by_header, None) or next(by_name, None) or next(by_alias, None)


def read_row(
    table: Table, raw: Mapping[str, object], vocabulary: Vocabulary, *, partial: bool = False
) -> dict[str, Any]:
    """Every column's value of one row given by header, name or alias; a column not given reads as empty.

    An empty cell of a required column is an error unless ``partial``. Raises RowError with every fault.
    """
    given, errors = _given(table, raw)
    values: dict[str, Any] = {}
    for column in table.columns.values():
        try:
            values[column.name] = value = read_cell(column, given.get(column.name), vocabulary)
        except CellError as error:
            errors.append(CellError(error.code, error.message, column.header, error.remedy))
            continue
        if column.required and not partial and (value is None or value is ABSENT):
            errors.append(required_empty(column))
    if errors:
        raise RowError(table.name, errors)
    return values


def required_empty(column: Column) -> CellError:
    """The fault of a required cell that is empty."""
    return CellError(
        "cell-required",
        Text(f"「{column.header}」必填，不能为空。", f"'{column.header}' is required and may not be empty."),
        column.header,
        Text("请补填后重新导入。", "Fill it in and import again."),
    )


def unknown_column(table: Table, header: str) -> CellError:
    """The fault of a column that a table does not have, with the nearest one it has."""
    known = [c.header for c in table.columns.values()]
    nearest = nearest_word(_plain(header), known)
    zh, en = (f"是否为「{nearest}」？", f"Did you mean '{nearest}'? ") if nearest else ("", "")
    return CellError(
        "column-unknown",
        Text(
            f"表「{table.name}」没有「{header}」这一列。", f"Table '{table.name}' has no column '{header}'."
        ),
        header,
        Text(f"{zh}可用的列：{'、'.join(known)}。", f"{en}Columns: {', '.join(known)}."),
    )


def catalogue_records(table: Table, vocabulary: Vocabulary) -> list[Record]:
    """The rows that ship with a table's declaration, read and keyed. Raises RowError."""
    rows = [read_row(table, raw, vocabulary) for raw in table.rows or ()]
    return keyed_records(table, rows, [f"政策自带 {table.name} {n}" for n in range(1, len(rows) + 1)])


PLACE_SIGN = "#"
"""Stands between a row's owners and its place among their rows, where that is its key."""


def keyed_records(table: Table, rows: Sequence[dict[str, Any]], sources: Sequence[str]) -> list[Record]:
    """Records of rows of values. Without a declared key, the key is the row's place (from 1) among those of the same
    owners (``Table.owners``) sorted by their contents: it depends neither on the order in which rows were read nor on
    rows of anybody else."""
    if table.key is not None:
        key = table.key
        return [Record(table.name, row[key], row, source) for row, source in zip(rows, sources, strict=True)]
    counts: dict[str, int] = {}
    records = []
    for row in _by_content(table, rows):
        owner = "/".join(str(rows[row][name]) for name in table.owners)
        counts[owner] = counts.get(owner, 0) + 1
        named: Key = f"{owner}{PLACE_SIGN}{counts[owner]}" if table.owners else counts[owner]
        records.append(Record(table.name, named, rows[row], sources[row]))
    return records


def _given(table: Table, raw: Mapping[str, object]) -> tuple[dict[str, object], list[CellError]]:
    given: dict[str, object] = {}
    errors: list[CellError] = []
    for header, cell in raw.items():
        column = column_named(table, header)
        if column is None:
            errors.append(unknown_column(table, header))
        else:
            given[column.name] = cell
    return given, errors


def _by_content(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    columns = [_ranks([row[name] for row in rows]) for name in table.columns]
    return [i for _, i in sorted(zip(zip(*columns, strict=True), range(len(rows)), strict=True))]


def _ranks(values: Sequence[Any]) -> list[int]:
    present = sorted(v for v in set(values) if v is not None and v is not ABSENT)
    rank: dict[Any, int] = {v: n for n, v in enumerate(present)}
    rank |= {None: -2, ABSENT: -1}
    return [rank[v] for v in values]


def _reader_for(column: Column, vocabulary: Vocabulary) -> Reader:
    if column.shape is Shape.REGION:
        return region_reader(vocabulary.home)
    if column.shape is not None:
        return READERS_BY_SHAPE[column.shape]
    if column.type.kind is Kind.CATEGORY:
        return member_reader(vocabulary.categories[str(column.type.of)])
    return READERS_BY_KIND[column.type.kind]


def _plain(header: str) -> str:
    return "".join(half_width(header).strip(BLANKS).split())

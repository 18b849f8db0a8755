"""A table as a file: csv and xlsx for people (yuan, words in one language), parquet for programs (fen, stable keys)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TextIO

import polars as pl

from duixian.cli.results.layout import TRUTHS, Column, Form, Row, Sheet, Take
from duixian.cli.results.words import Said
from duixian.registry.writing import new_workbook, write_typed
from duixian.values.bilingual import Text

Cell = Callable[[Any], Any]
"""From a value of a table to what a file holds of it."""

FORMULA_SIGNS = frozenset("=+-@\t\r")
"""What a spreadsheet takes for the start of a formula in a CSV."""
LAST_ROW = 1_048_575
"""The last row of a sheet, counted from 0."""
_CHUNK_ROWS = 50_000
_END = "\r\n"
_MARK = "\ufeff"
"""What spreadsheets know UTF-8 by."""
_MEANT = re.compile(r'[",\r\n]').search
_REMEMBERED = 1 << 18
_NUMBER_FORMATS = {Form.FEN: "#,##0.00", Form.DAY: "yyyy-mm-dd", Form.COUNT: "0"}


@contextmanager
def csv_table(path: Path, sheet: Sheet, lang: str) -> Iterator[Take]:
    """UTF-8 with the mark that makes spreadsheets read it rightly; a text that looks like a formula gets a '."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_MARK)
        lines = _Lines(file, sheet, lang)
        yield lines.take


class _Lines:
    """The lines of a CSV file. What many rows end with alike (``Said``) is written out once and remembered."""

    def __init__(self, file: TextIO, sheet: Sheet, lang: str) -> None:
        self._write = file.write
        self._cells = [_csv_cell(column.form, lang) for column in sheet.columns]
        self._said: dict[int, tuple[Said, str]] = {}
        file.write(",".join(_quoted(column.title.lang(lang)) for column in sheet.columns) + _END)

    def take(self, head: Row, rest: Iterable[Row]) -> None:
        """Write rows on."""
        width, start = len(head), ""
        lines: list[str] = []
        for row in rest:
            if not lines and head:
                start = self._text(0, head) + ","
            lines.append(
                start + (self._again(width, row) if row.__class__ is Said else self._text(width, row))
            )
        if lines:
            self._write(_END.join(lines) + _END)

    def _again(self, place: int, row: Said) -> str:
        held = self._said.get(id(row))
        if held is None:
            if len(self._said) >= _REMEMBERED:
                self._said.clear()
            held = self._said[id(row)] = (row, self._text(place, row))
        return held[1]

    def _text(self, place: int, row: Row) -> str:
        cells = self._cells[place : place + len(row)]
        return ",".join([_quoted(cell(value)) for cell, value in zip(cells, row, strict=True)])


def _quoted(words: str) -> str:
    """A cell as CSV holds it: in quotation marks where it holds a sign that means something there."""
    return '"' + words.replace('"', '""') + '"' if _MEANT(words) else words


def _csv_cell(form: Form, lang: str) -> Cell:
    """What a column's values become."""
    if form is Form.FEN:
        return lambda fen: "" if fen is None else str(yuan(fen))
    if form is Form.DAY:
        return lambda day: "" if day is None else day.isoformat()
    if form is Form.COUNT:
        return lambda number: "" if number is None else str(number)
    plain = _plain_cell(form, lang)

    def harmless(value: Any) -> str:
        words = plain(value)
        if not words:
            return ""
        return f"'{words}" if words[0] in FORMULA_SIGNS else str(words)

    return harmless


def _plain_cell(form: Form, lang: str, *, codes: bool = False) -> Cell:
    """The words of a value in one language; ``codes``: words of closed lists in Chinese whatever the language."""
    if form is Form.TRUTH:
        return lambda truth: TRUTHS[truth].lang(lang)
    chinese = lang == "zh" or (codes and form is Form.CODE)

    def worded(value: Any) -> Any:
        if value.__class__ is Text:
            return value.zh if chinese else value.en
        return value

    return worded


def yuan(fen: int) -> Decimal:
    """Fen as yuan with two decimals, exactly."""
    return Decimal(fen).scaleb(-2)


@contextmanager
def xlsx_table(path: Path, sheet: Sheet, lang: str) -> Iterator[Take]:
    """A workbook with a fixed, filtered head; texts are texts, numbers of people and firms too. Goes on to a
    further sheet where one is full."""
    with new_workbook(path) as workbook:
        pages = _Pages(workbook, sheet, lang)
        yield pages.take
        pages.close()


def yuan_or_none(fen: int | None) -> Decimal | None:
    """``yuan`` of an amount that may be missing."""
    return None if fen is None else yuan(fen)


class _Pages:
    """The sheets of one table, one after the other as each gets full."""

    def __init__(self, workbook: Any, sheet: Sheet, lang: str) -> None:
        self._workbook, self._sheet, self._lang = workbook, sheet, lang
        self._cells = [
            yuan_or_none if c.form is Form.FEN else _plain_cell(c.form, lang) for c in sheet.columns
        ]
        self._looks = _Looks(workbook, sheet.columns)
        self._number, self._last = 0, 0
        self._page = self._next()

    def _next(self) -> Any:
        self._number += 1
        self._last = 0
        name = self._sheet.title.lang(self._lang) + ("" if self._number == 1 else f" {self._number}")
        page = self._workbook.add_worksheet(name)
        for place, column in enumerate(self._sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, column.title.lang(self._lang), self._looks.head)
        page.freeze_panes(1, 0)
        return page

    def take(self, head: Row, rest: Iterable[Row]) -> None:
        """Write rows on."""
        for row in rest:
            if self._last == LAST_ROW:
                self.close()
                self._page = self._next()
            self._last += 1
            for place, value in enumerate((*head, *row)):
                look = self._looks.of_columns[place]
                write_typed(self._page, self._last, place, self._cells[place](value), look)

    def close(self) -> None:
        """Put the filter over the rows of the sheet in hand."""
        self._page.autofilter(0, 0, self._last, len(self._cells) - 1)


class _Looks:
    """The formats of a workbook."""

    def __init__(self, workbook: Any, columns: Iterable[Column]) -> None:
        self.head = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        made = {form: workbook.add_format({"num_format": _NUMBER_FORMATS.get(form, "@")}) for form in Form}
        self.of_columns = [made[column.form] for column in columns]


_POLARS: Mapping[Form, Any] = {
    Form.COUNT: pl.Int64,
    Form.FEN: pl.Int64,
    Form.DAY: pl.Date,
    Form.TRUTH: pl.Boolean,
}


@contextmanager
def parquet_table(path: Path, sheet: Sheet, lang: str) -> Iterator[Take]:
    """Typed columns by their keys: fen, days, yes/no/null; words in one language, codes always in Chinese."""
    pieces = _Pieces(path, sheet, lang)
    yield pieces.take
    pieces.close()


class _Pieces:
    """Rows on their way into one Parquet file: laid down beside it piece by piece, then put together."""

    def __init__(self, path: Path, sheet: Sheet, lang: str) -> None:
        self._path = path
        self._schema = {column.key: _POLARS.get(column.form, pl.String) for column in sheet.columns}
        self._cells = [_typed_cell(column.form, lang) for column in sheet.columns]
        self._rows: list[list[Any]] = []
        self._written: list[Path] = []

    def take(self, head: Row, rest: Iterable[Row]) -> None:
        """Take rows; a full piece goes to the disk."""
        for row in rest:
            self._rows.append([cell(v) for cell, v in zip(self._cells, (*head, *row), strict=True)])
        if len(self._rows) >= _CHUNK_ROWS:
            self._lay_down(_CHUNK_ROWS)

    def _lay_down(self, count: int) -> None:
        piece = self._path.with_suffix(f".{len(self._written)}")
        pl.DataFrame(self._rows[:count], schema=self._schema, orient="row").write_ipc(piece)
        self._written.append(piece)
        del self._rows[:count]

    def close(self) -> None:
        """Put the pieces together."""
        while self._rows or not self._written:
            self._lay_down(_CHUNK_ROWS)
        pl.scan_ipc(self._written).sink_parquet(self._path, row_group_size=_CHUNK_ROWS)
        for piece in self._written:
            piece.unlink()


def _typed_cell(form: Form, lang: str) -> Cell:
    if form is Form.TRUTH:
        return lambda truth: truth
    return _plain_cell(form, lang, codes=True)


class Writer(Protocol):
    """Writes a table to a path, its words in one language; yields what takes its rows."""

    def __call__(self, path: Path, sheet: Sheet, lang: str) -> AbstractContextManager[Take]:
        """Begin it; leaving the context ends it."""


WRITERS: Mapping[str, Writer] = {
    "xlsx": xlsx_table,
    "csv": csv_table,
    "parquet": parquet_table,
}

"""A table as a file: csv and xlsx for people (yuan, words in one language), parquet for programs (fen, stable keys)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from duixian.cli.results.layout import TRUTHS, Column, Form, Row, Sheet
from duixian.registry.writing import new_workbook, write_typed
from duixian.values.bilingual import Text

Cell = Callable[[Any], Any]
"""From a value of a table to what a file holds of it."""

FORMULA_SIGNS = frozenset("=+-@\t\r")
"""What a spreadsheet takes for the start of a formula in a CSV."""
LAST_ROW = 1_048_575
"""The last row of a sheet, counted from 0."""
_CHUNK_ROWS = 50_000
_NUMBER_FORMATS = {Form.FEN: "#,##0.00", Form.DAY: "yyyy-mm-dd", Form.COUNT: "0"}


def write_csv(path: Path, sheet: Sheet, lang: str) -> None:
    """UTF-8 with the mark that makes spreadsheets read it rightly; a text that looks like a formula gets a '."""
    cells = [_csv_cell(column.form, lang) for column in sheet.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.title.lang(lang) for column in sheet.columns])
        writer.writerows(
            [cell(value) for cell, value in zip(cells, row, strict=True)] for row in sheet.rows()
        )


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


def write_xlsx(path: Path, sheet: Sheet, lang: str) -> None:
    """A workbook with a fixed, filtered head; texts are texts, numbers of people and firms too. Goes on to a
    further sheet where one is full."""
    rows = iter(sheet.rows())
    with new_workbook(path) as workbook:
        looks = _Looks(workbook, sheet.columns)
        cells = [yuan_or_none if c.form is Form.FEN else _plain_cell(c.form, lang) for c in sheet.columns]
        number, more = 1, True
        while more:
            name = sheet.title.lang(lang) + ("" if number == 1 else f" {number}")
            page = workbook.add_worksheet(name)
            _head(page, sheet.columns, looks, lang)
            more = _fill(page, cells, rows, looks)
            number += 1


def yuan_or_none(fen: int | None) -> Decimal | None:
    """``yuan`` of an amount that may be missing."""
    return None if fen is None else yuan(fen)


class _Looks:
    """The formats of a workbook."""

    def __init__(self, workbook: Any, columns: Iterable[Column]) -> None:
        self.head = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        made = {form: workbook.add_format({"num_format": _NUMBER_FORMATS.get(form, "@")}) for form in Form}
        self.of_columns = [made[column.form] for column in columns]


def _head(page: Any, columns: tuple[Column, ...], looks: _Looks, lang: str) -> None:
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.title.lang(lang), looks.head)
    page.freeze_panes(1, 0)


def _fill(page: Any, cells: list[Cell], rows: Iterator[Row], looks: _Looks) -> bool:
    """Rows until the sheet is full; whether it is."""
    last = 0
    for last, row in enumerate(islice(rows, LAST_ROW), start=1):
        for place, value in enumerate(row):
            write_typed(page, last, place, cells[place](value), looks.of_columns[place])
    page.autofilter(0, 0, last, len(cells) - 1)
    return last == LAST_ROW


_POLARS: Mapping[Form, Any] = {
    Form.COUNT: pl.Int64,
    Form.FEN: pl.Int64,
    Form.DAY: pl.Date,
    Form.TRUTH: pl.Boolean,
}


def write_parquet(path: Path, sheet: Sheet, lang: str) -> None:
    """Typed columns by their keys: fen, days, yes/no/null; words in one language, codes always in Chinese."""
    schema = {column.key: _POLARS.get(column.form, pl.String) for column in sheet.columns}
    cells = [_typed_cell(column.form, lang) for column in sheet.columns]
    rows = ([cell(value) for cell, value in zip(cells, row, strict=True)] for row in sheet.rows())
    frames = [pl.DataFrame([], schema=schema, orient="row")]
    while chunk := list(islice(rows, _CHUNK_ROWS)):
        frames.append(pl.DataFrame(chunk, schema=schema, orient="row"))
    pl.concat(frames).write_parquet(path)


def _typed_cell(form: Form, lang: str) -> Cell:
    if form is Form.TRUTH:
        return lambda truth: truth
    return _plain_cell(form, lang, codes=True)


class Writer(Protocol):
    """Writes a table to a path, its words in one language."""

    def __call__(self, path: Path, sheet: Sheet, lang: str) -> None:
        """Write it."""


WRITERS: Mapping[str, Writer] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "parquet": write_parquet,
}

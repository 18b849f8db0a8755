"""A table as a file: csv and xlsx for people (yuan, words in one language), parquet for programs (fen, stable keys)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from duixian.cli.results.layout import Column, Form, Sheet, worded
from duixian.registry.writing import new_workbook, write_typed
from duixian.values.bilingual import Text

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula in a CSV."""
LAST_ROW = 1_048_575
"""The last row of a sheet, counted from 0."""
_CHUNK_ROWS = 50_000
_NUMBER_FORMATS = {Form.FEN: "#,##0.00", Form.DAY: "yyyy-mm-dd", Form.COUNT: "0"}


def write_csv(path: Path, sheet: Sheet, lang: str) -> None:
    """UTF-8 with the mark that makes spreadsheets read it rightly; a text that looks like a formula gets a '."""
    forms = [column.form for column in sheet.columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.title.lang(lang) for column in sheet.columns)
        for row in worded(sheet, lang):
            writer.writerow([_csv_cell(form, value) for form, value in zip(forms, row, strict=True)])


def _csv_cell(form: Form, value: Any) -> str:
    if value is None:
        return ""
    if form is Form.FEN:
        return str(yuan(value))
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else str(value)


def yuan(fen: int) -> Decimal:
    """Fen as yuan with two decimals, exactly."""
    return Decimal(fen).scaleb(-2)


def write_xlsx(path: Path, sheet: Sheet, lang: str) -> None:
    """A workbook with a fixed, filtered head; texts are texts, numbers of people and firms too. Goes on to a
    further sheet where one is full."""
    rows = worded(sheet, lang)
    with new_workbook(path) as workbook:
        looks = _Looks(workbook, sheet.columns)
        number, more = 1, True
        while more:
            name = sheet.title.lang(lang) + ("" if number == 1 else f" {number}")
            more = _fill(workbook.add_worksheet(name), sheet.columns, rows, looks, lang)
            number += 1


class _Looks:
    """The formats of a workbook."""

    def __init__(self, workbook: Any, columns: Iterable[Column]) -> None:
        self.head = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        made = {form: workbook.add_format({"num_format": _NUMBER_FORMATS.get(form, "@")}) for form in Form}
        self.of_columns = [made[column.form] for column in columns]


def _fill(
    page: Any, columns: tuple[Column, ...], rows: Iterator[list[Any]], looks: _Looks, lang: str
) -> bool:
    """Rows until the sheet is full; whether it is."""
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.title.lang(lang), looks.head)
    page.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(islice(rows, LAST_ROW), start=1):
        for place, value in enumerate(row):
            cell = yuan(value) if columns[place].form is Form.FEN and value is not None else value
            write_typed(page, last, place, cell, looks.of_columns[place])
    page.autofilter(0, 0, last, len(columns) - 1)
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
    coded = [column.form is Form.CODE for column in sheet.columns]
    rows = ([_plain(v, lang, code) for v, code in zip(row, coded, strict=True)] for row in sheet.rows())
    frames = [pl.DataFrame([], schema=schema, orient="row")]
    while chunk := list(islice(rows, _CHUNK_ROWS)):
        frames.append(pl.DataFrame(chunk, schema=schema, orient="row"))
    pl.concat(frames).write_parquet(path)


def _plain(value: Any, lang: str, code: bool) -> Any:
    if value.__class__ is not Text:
        return value
    return value.zh if code or lang == "zh" else value.en


class Writer(Protocol):
    """Writes a table to a path, its words in one language."""

    def __call__(self, path: Path, sheet: Sheet, lang: str) -> None:
        """Write it."""


WRITERS: Mapping[str, Writer] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "parquet": write_parquet,
}

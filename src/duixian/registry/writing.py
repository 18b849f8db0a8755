"""Facts written out as registers again: one file per table, which reads back as the same facts."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from duixian.language.facts import Facts
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Table
from duixian.language.vocabulary.cells import sheet_cell, write_cell
from duixian.registry.notes import RegistryError
from duixian.values.bilingual import Text

EPOCH = datetime(2021, 1, 1)
"""The making date written into workbooks, so that the same facts give the same bytes."""

Rows = Iterable[Mapping[str, Any]]

NUMBER_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "#,##0.00", Kind.INT: "0"}
TEXT_FORMAT = "@"


def write_registry(facts: Facts, folder: Path, file_format: str = "xlsx") -> list[Path]:
    """One file per supplied table that is no catalogue: ``xlsx``, ``csv`` (UTF-8 with mark) or ``parquet``.

    Returns the files written. Raises RegistryError (``registry-format``).
    """
    if file_format not in _WRITERS:
        raise unknown_format(file_format, list(_WRITERS))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in facts.vocabulary.tables.values():
        if table.name in facts.supplied and not table.catalogue:
            path = folder / f"{table.name}.{file_format}"
            _WRITERS[file_format](path, table, (record.values for record in facts.rows(table.name)))
            written.append(path)
    return written


def unknown_format(file_format: str, known: list[str]) -> RegistryError:
    """The error of a format that cannot be written."""
    return RegistryError(
        "registry-format",
        Text(f"不能写成「{file_format}」格式。", f"The format '{file_format}' cannot be written."),
        remedy=Text(f"可用：{'、'.join(known)}。", f"Use one of: {', '.join(known)}."),
    )


def number_format(column: Column) -> str:
    """The Excel format of a column: numbers, amounts and dates as such, all else text, so that no digit is lost."""
    return NUMBER_FORMATS.get(column.type.kind, TEXT_FORMAT)


def new_workbook(path: Path) -> xlsxwriter.Workbook:
    """A workbook whose bytes depend on its contents alone, and where a text is never a formula or a link."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"created": EPOCH})
    return workbook


def _texts(table: Table, rows: Rows) -> Iterator[list[str]]:
    columns = list(table.columns.values())
    return ([write_cell(column, row.get(column.name)) for column in columns] for row in rows)


def _headers(table: Table) -> list[str]:
    return [column.header for column in table.columns.values()]


def _write_csv(path: Path, table: Table, rows: Rows) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_headers(table))
        writer.writerows(_texts(table, rows))


def _write_parquet(path: Path, table: Table, rows: Rows) -> None:
    schema = dict.fromkeys(_headers(table), pl.String)
    pl.DataFrame(list(_texts(table, rows)), schema=schema, orient="row").write_parquet(path)


def _write_xlsx(path: Path, table: Table, rows: Rows) -> None:
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet(table.name)
        formats = [workbook.add_format({"num_format": number_format(c)}) for c in table.columns.values()]
        sheet.write_row(0, 0, _headers(table), workbook.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(table.columns.values()):
                write_typed(sheet, number, place, sheet_cell(column, row.get(column.name)), formats[place])


def write_typed(sheet: Any, row: int, place: int, cell: object, style: Any) -> None:
    """One cell by its Python type; a text is written as text whatever it looks like."""
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, place, cell, style)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, style)
    else:
        sheet.write_number(row, place, cell, style)


_WRITERS: Mapping[str, Callable[[Path, Table, Rows], None]] = {
    "xlsx": _write_xlsx,
    "csv": _write_csv,
    "parquet": _write_parquet,
}

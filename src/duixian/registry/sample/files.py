"""The files a sample is written into, row by row, with bounded memory."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import polars as pl

from duixian.language.types import Kind
from duixian.language.vocabulary import load_vocabulary
from duixian.language.vocabulary.cells import column_named
from duixian.registry.sample.layout import Row
from duixian.registry.writing import NUMBER_FORMATS, TEXT_FORMAT, new_workbook, write_typed


class Opened(Protocol):
    """A file being written."""

    def put(self, row: Row) -> object:
        """Write one row."""

    def close(self) -> None:
        """Finish the file."""


class Opening(Protocol):
    """Opens the file of one table in a folder and writes its headers."""

    def __call__(self, folder: Path, table: str, headers: list[str]) -> Opened:
        """The file, ready for rows."""


class CsvFile:
    """UTF-8 with a byte order mark, which Excel opens rightly."""

    def __init__(self, folder: Path, table: str, headers: list[str]) -> None:
        self._file = (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="")
        writer = csv.writer(self._file)
        writer.writerow(headers)
        self.put = writer.writerow

    def close(self) -> None:
        self._file.close()


class ParquetFile:
    """Text columns. Rows go through a CSV beside it, for Parquet is not written a row at a time."""

    def __init__(self, folder: Path, table: str, headers: list[str]) -> None:
        self._path = folder / f"{table}.parquet"
        self._scratch = tempfile.TemporaryDirectory(dir=folder, prefix=".")
        self._csv = CsvFile(Path(self._scratch.name), table, headers)
        self._rows = Path(self._scratch.name) / f"{table}.csv"
        self.put = self._csv.put

    def close(self) -> None:
        self._csv.close()
        pl.scan_csv(self._rows, infer_schema=False).sink_parquet(self._path)
        self._scratch.cleanup()


class XlsxFile:
    """Dates, whole numbers and amounts as typed cells where their text is one, all else as text.

    About ten times slower than CSV: for a large sample write CSV or Parquet.
    """

    def __init__(self, folder: Path, table: str, headers: list[str]) -> None:
        self._workbook = new_workbook(folder / f"{table}.xlsx")
        self._sheet = self._workbook.add_worksheet(table)
        self._sheet.write_row(0, 0, headers, self._workbook.add_format({"bold": True}))
        self._kinds = [_kind(table, header) for header in headers]
        formats = {kind: self._workbook.add_format({"num_format": f}) for kind, f in NUMBER_FORMATS.items()}
        text = self._workbook.add_format({"num_format": TEXT_FORMAT})
        self._formats = [formats.get(kind, text) for kind in self._kinds]
        self._row = 0

    def put(self, row: Row) -> None:
        self._row += 1
        for place, text in enumerate(row):
            if text:
                cell = _typed(self._kinds[place], text)
                write_typed(self._sheet, self._row, place, cell, self._formats[place])

    def close(self) -> None:
        self._workbook.close()


def _kind(table: str, header: str) -> Kind:
    declared = load_vocabulary().tables.get(table)
    column = column_named(declared, header) if declared is not None else None
    return column.type.kind if column is not None else Kind.TEXT


def _typed(kind: Kind, text: str) -> str | int | Decimal | date:
    try:
        if kind is Kind.DATE:
            return date.fromisoformat(text)
        if kind is Kind.INT:
            return int(text)
        if kind is Kind.MONEY and text.isascii():
            return Decimal(text)
    except ValueError:
        # A planted fault stays the text it is.
        return text
    return text


FILES: Mapping[str, Opening] = {"csv": CsvFile, "xlsx": XlsxFile, "parquet": ParquetFile}

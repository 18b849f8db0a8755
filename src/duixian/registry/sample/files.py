"""The files a sample is written into: a part for each stretch, then the tables put together of them."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol, Self

import polars as pl

from duixian.language.types import Kind
from duixian.language.vocabulary import load_vocabulary
from duixian.language.vocabulary.cells import column_named
from duixian.registry.notes import RegistryError
from duixian.registry.writing import NUMBER_FORMATS, TEXT_FORMAT, new_workbook, write_typed
from duixian.values.bilingual import Text

_BYTES_A_PERSON: Mapping[str, int] = {"csv": 1260, "xlsx": 670, "parquet": 190}
_LEAST_BYTES = 60_000
Headers = Mapping[str, list[str]]
_SHEET_ROWS = 1_048_575
"""Rows of a sheet of a workbook below its headers."""


def bytes_of(persons: int, file_format: str) -> int:
    """About how many bytes the files of a sample take, as measured with the first policy's profile."""
    return _LEAST_BYTES + persons * _BYTES_A_PERSON[file_format]


class Parts(Protocol):
    """Takes the tables of one stretch, whose number tells its place."""

    def write(self, number: int, frames: Mapping[str, pl.DataFrame]) -> None:
        """Keep them."""


class Kept:
    """Keeps tables in memory."""

    def __init__(self, headers: Headers) -> None:
        self._headers = headers
        self._parts: dict[str, list[pl.DataFrame]] = {table: [] for table in headers}

    def write(self, number: int, frames: Mapping[str, pl.DataFrame]) -> None:
        for table, frame in frames.items():
            self._parts[table].append(frame)

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """Raw rows by table, each a mapping of header to text."""
        return {
            table: [
                {h: cell or "" for h, cell in zip(headers, row, strict=True)}
                for frame in self._parts[table]
                for row in frame.iter_rows()
            ]
            for table, headers in self._headers.items()
        }


class PartFiles:
    """Writes parts into a folder for each table."""

    def __init__(self, folder: Path, file_format: str, headers: Headers) -> None:
        self._folder = folder
        self._csv = file_format == "csv"
        self._headers = dict(headers)

    def write(self, number: int, frames: Mapping[str, pl.DataFrame]) -> None:
        for table, frame in frames.items():
            path = self._folder / table / f"{number:05d}"
            path.parent.mkdir(exist_ok=True)
            named = frame.rename(dict(zip(frame.columns, self._headers[table], strict=True)))
            if self._csv:
                named.write_csv(path, include_header=False, line_terminator="\r\n")
            else:
                named.write_parquet(path, statistics=False)


class Folder:
    """The folder of a registry while it is made: parts stand in a hidden folder in it, which goes at the end."""

    def __init__(self, out: Path, file_format: str, headers: Headers) -> None:
        self._out, self._format, self._headers = out, file_format, headers
        out.mkdir(parents=True, exist_ok=True)
        self._scratch = tempfile.TemporaryDirectory(dir=out, prefix=".")
        self.parts = PartFiles(Path(self._scratch.name), file_format, headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._scratch.cleanup()

    def assemble(self, *, whole: bool) -> None:
        """Put the tables together; ``whole``: each in one file in any case.

        Raises RegistryError (``sample-rows``).
        """
        found = {table: sorted((Path(self._scratch.name) / table).glob("*")) for table in self._headers}
        if self._format == "xlsx":
            _check_rows(found)
        for table, headers in self._headers.items():
            parts = found[table]
            if self._format == "parquet":
                _without_earlier(self._out, table)
            if self._format == "parquet" and not whole and len(parts) > 1:
                _part_files(self._out, table, parts)
            else:
                FORMATS[self._format](self._out, table, headers, parts)


def _part_files(out: Path, table: str, parts: list[Path]) -> None:
    """Parts side by side, by names that every reading of a folder takes for the table's."""
    for number, part in enumerate(parts, start=1):
        part.rename(out / f"{table}-{number:05d}.parquet")


def _without_earlier(out: Path, table: str) -> None:
    """An earlier sample of another size taken away: the table's file, or its parts."""
    for path in (out / f"{table}.parquet", *out.glob(f"{table}-{'[0-9]' * 5}.parquet")):
        path.unlink(missing_ok=True)


def _csv_file(out: Path, table: str, headers: list[str], parts: Iterable[Path]) -> None:
    """UTF-8 with a byte order mark, which Excel opens rightly."""
    path = out / f"{table}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerow(headers)
    with path.open("ab") as file:
        for part in parts:
            with part.open("rb") as rows:
                shutil.copyfileobj(rows, file, 1 << 20)
            part.unlink()


def _parquet_file(out: Path, table: str, headers: list[str], parts: Iterable[Path]) -> None:
    """Text columns; an empty cell is null."""
    empty = pl.DataFrame(schema=dict.fromkeys(headers, pl.String))
    pl.concat([empty, *(pl.read_parquet(part) for part in parts)]).write_parquet(
        out / f"{table}.parquet", statistics=False
    )


def _xlsx_file(out: Path, table: str, headers: list[str], parts: Iterable[Path]) -> None:
    """Dates, whole numbers and amounts as typed cells where their text is one, all else as text.

    About ten times slower than CSV: for a large sample write CSV or Parquet.
    """
    workbook = new_workbook(out / f"{table}.xlsx")
    sheet = workbook.add_worksheet(table)
    sheet.write_row(0, 0, headers, workbook.add_format({"bold": True}))
    kinds = [_kind(table, header) for header in headers]
    formats = {kind: workbook.add_format({"num_format": f}) for kind, f in NUMBER_FORMATS.items()}
    text = workbook.add_format({"num_format": TEXT_FORMAT})
    rows = (row for part in parts for row in pl.read_parquet(part).iter_rows())
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell:
                style = formats.get(kinds[place], text)
                write_typed(sheet, number, place, _typed(kinds[place], cell), style)
    workbook.close()


def _check_rows(parts: Mapping[str, list[Path]]) -> None:
    """Refuse what a workbook would cut off in silence, before any is written."""
    for table, found in parts.items():
        if sum(pl.scan_parquet(part).select(pl.len()).collect().item() for part in found) > _SHEET_ROWS:
            raise _too_many(table)


def _too_many(table: str) -> RegistryError:
    return RegistryError(
        "sample-rows",
        Text(
            f"「{table}」的行数超过 Excel 一张工作表的上限（{_SHEET_ROWS} 行）。",
            f"'{table}' has more rows than a sheet of Excel can hold ({_SHEET_ROWS}).",
        ),
        remedy=Text(
            "请减少人数，或改用 csv、parquet 格式。", "Ask for fewer persons, or for csv or parquet."
        ),
    )


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


FORMATS: Mapping[str, Callable[[Path, str, list[str], Iterable[Path]], None]] = {
    "csv": _csv_file,
    "xlsx": _xlsx_file,
    "parquet": _parquet_file,
}
"""Puts a table together of its parts."""

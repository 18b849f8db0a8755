"""A table of a partition as one sheet: its rows from several files, in the order in which they stood in the whole.

Remark columns say where each row came from and which rows are guests (``sources.placed``); no face ever shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

from duixian.language.columns.cells import Array
from duixian.registry.columns.frames import FrameRows
from duixian.registry.notes import RegistryError
from duixian.registry.sources.placed import FILE, GUEST, ROW
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import Text

REMARKS = (FILE, ROW, GUEST)


@dataclass(frozen=True, slots=True)
class PlacedSheet(Sheet):
    """Rows with the file and row they came from. ``guests``: None where there is none."""

    places: pl.DataFrame
    guests: Array | None

    @property
    def files(self) -> pl.Series:
        """The files that the rows stood in."""
        return self.places[FILE].cast(pl.String)

    def at(self, index: int) -> tuple[str, int]:
        """Where the row stood in the whole."""
        file, row = self.places.row(index)
        return str(file), int(row)

    def is_guest(self, index: int) -> bool:
        """Whether a row is another partition's."""
        return self.guests is not None and bool(self.guests[index])


def placed_sheet(files: Sequence[Path]) -> Sheet | None:
    """The sheet of a table's files that carry remark columns; None where they are registers of their own.

    Raises RegistryError where one cannot be read."""
    heads = [_head(path) for path in files]
    if not all(FILE in head and ROW in head for head in heads):
        return None
    headers = tuple(
        header for header in dict.fromkeys(h for head in heads for h in head) if header not in REMARKS
    )
    places = pl.concat([_remarks(path, head) for path, head in zip(files, heads, strict=True)])
    order = _order(places.select(FILE, ROW))
    if order is not None:
        places = places[order]
    guests = places[GUEST].to_numpy() if places[GUEST].any() else None

    def load(wanted: Sequence[int]) -> pl.DataFrame:
        names = [headers[place] for place in wanted]
        frame = pl.concat([_read(path, head, names) for path, head in zip(files, heads, strict=True)])
        return frame if order is None else frame[order]

    rows = FrameRows(places.height, len(headers), load)
    return PlacedSheet(files[0].name, None, headers, rows, places.select(FILE, ROW), guests)


def opened(path: Path) -> list[Sheet]:
    """A Parquet file that is a register of its own. Raises RegistryError where it cannot be read."""
    head = _head(path)
    height = int(pl.scan_parquet(path).select(pl.len()).collect().item())

    def load(wanted: Sequence[int]) -> pl.DataFrame:
        return _read(path, head, [head[place] for place in wanted])

    return [Sheet(path.name, None, head, FrameRows(height, len(head), load))]


def _order(places: pl.DataFrame) -> Array | None:
    """The rows in the order of the whole; None where they stand in it already."""
    if places.equals(places.sort(FILE, ROW)):
        return None
    order = places.with_row_index("※").sort(FILE, ROW)["※"]
    return order.cast(pl.Int64).to_numpy().astype(np.int64)


def _head(path: Path) -> tuple[str, ...]:
    try:
        return tuple(pl.read_parquet_schema(path))
    except (PolarsError, OSError) as error:
        raise _unreadable(path, error) from error


def _remarks(path: Path, head: Sequence[str]) -> pl.DataFrame:
    frame = _read(path, head, [FILE, ROW])
    guest = _read(path, head, [GUEST])[GUEST].cast(pl.Boolean).fill_null(value=False)
    return frame.with_columns(guest, pl.col(ROW).cast(pl.Int64)).select(*REMARKS)


def _read(path: Path, head: Sequence[str], names: Sequence[str]) -> pl.DataFrame:
    """Columns of a file; those it lacks are empty."""
    there = [name for name in names if name in head]
    try:
        frame = pl.read_parquet(path, columns=there or list(head[:1]))
    except (PolarsError, OSError) as error:
        raise _unreadable(path, error) from error
    lacking = (pl.lit(None, pl.String).alias(name) for name in names if name not in there)
    return frame.with_columns(lacking).select(names)


def _unreadable(path: Path, error: Exception) -> RegistryError:
    return RegistryError(
        "part-unreadable",
        Text(f"这个分区文件读不出来：{error}", f"This file of a partition cannot be read: {error}"),
        str(path),
        Text("请删去工作文件夹后重新运行。", "Take the working folder away and start again."),
    )

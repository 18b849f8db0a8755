"""Sheets whose cells stay in columns; a row is fetched only when somebody has to see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import overload

import polars as pl

from duixian.registry.sources.sheet import Sheet

Load = Callable[[Sequence[int]], pl.DataFrame]
"""The columns at some places of a sheet."""


class FrameRows(Sequence[Sequence[object]]):
    """The rows of a sheet of ``height`` rows and ``width`` columns."""

    def __init__(self, height: int, width: int, load: Load) -> None:
        self._height = height
        self._width = width
        self._load = load
        self._fetched: dict[int, tuple[object, ...]] = {}

    def columns(self, places: Sequence[int]) -> list[pl.Series]:
        """Some of the columns."""
        return self._load(places).get_columns() if places else []

    def fetch(self, rows: Iterable[int]) -> None:
        """Make ready rows that will be asked for."""
        wanted = sorted(set(rows) - self._fetched.keys())
        if wanted:
            frame = self._load(range(self._width))[wanted]
            self._fetched.update(zip(wanted, frame.rows(), strict=True))

    def __len__(self) -> int:
        return self._height

    @overload
    def __getitem__(self, place: int) -> Sequence[object]: ...

    @overload
    def __getitem__(self, place: slice) -> list[Sequence[object]]: ...

    def __getitem__(self, place: int | slice) -> Sequence[object] | list[Sequence[object]]:
        if isinstance(place, slice):
            return [self[row] for row in range(*place.indices(self._height))]
        self.fetch([place])
        return self._fetched[place]


def columns_of_sheet(sheet: Sheet, places: Sequence[int]) -> list[pl.Series]:
    """Columns of raw cells: texts as a series of texts, anything else as it was read."""
    if isinstance(sheet.rows, FrameRows):
        return sheet.rows.columns(places)
    return [_series([row[place] for row in sheet.rows]) for place in places]


def fetch(sheet: Sheet, rows: Iterable[int]) -> None:
    """Make ready rows of a sheet that will be asked for."""
    if isinstance(sheet.rows, FrameRows):
        sheet.rows.fetch(rows)


def frame_sheet(file: str, frame: pl.DataFrame) -> Sheet:
    """A sheet of a frame that is at hand."""
    rows = FrameRows(frame.height, frame.width, lambda places: frame[:, list(places)])
    return Sheet(file, None, tuple(frame.columns), rows)


def _series(cells: list[object]) -> pl.Series:
    if all(cell is None or cell.__class__ is str for cell in cells):
        return pl.Series(cells, dtype=pl.String)
    return pl.Series(cells, dtype=pl.Object)

"""Where rows go while a stretch of the registry is made, and the order in which they come out.

Rows are put in columns, those of one step of the making at a time; they come out a person after the other, each
person's in the order of the steps. Claims and payments are numbered in that order, across both tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from duixian.registry.sample.cells import number_cells
from duixian.registry.sample.layout import COLUMNS, Put, Row
from duixian.registry.sample.throws import Ints

NUMBERED: Mapping[str, str] = {"申报": "SB", "已享受": "ZF"}
"""Tables whose keys count up through the whole registry, and the letters before their numbers."""
_DIGITS = 9
_STEP_BITS = 20
Cells = pl.Series | str


@dataclass(slots=True)
class Stretch:
    """Rows of a stretch of the registry by table, and the places in the numbering of those that are numbered."""

    frames: dict[str, pl.DataFrame]
    places: dict[str, Ints]

    @property
    def numbered(self) -> int:
        """How many claims and payments there are to number."""
        return sum(len(places) for places in self.places.values())

    def number(self, before: int) -> None:
        """Write the numbers of claims and payments; ``before``: how many there were earlier."""
        for table, places in self.places.items():
            cells = number_cells(NUMBERED[table], before + 1 + places, _DIGITS)
            self.frames[table] = self.frames[table].with_columns(cells.alias(COLUMNS[table][0]))


class Sheets:
    """``put("岗位", who, ...)`` puts a row for each of some persons, at most one to a person in a step."""

    def __init__(self) -> None:
        self._keys: dict[str, list[Ints]] = {table: [] for table in COLUMNS}
        self._frames: dict[str, list[pl.DataFrame]] = {table: [] for table in COLUMNS}
        self._steps = 0

    def put(self, table: str, who: Ints, *cells: Cells) -> None:
        """Rows by the cells of each column; a text alone stands in every row, an empty one for no cell."""
        if not len(who):
            return
        self._steps += 1
        self._keys[table].append((who << _STEP_BITS) | self._steps)
        self._frames[table].append(_frame(table, cells, len(who)))

    def stretch(self) -> Stretch:
        """All rows in order."""
        keys = {table: np.concatenate(held) for table, held in self._keys.items() if held}
        orders = {table: np.argsort(held, kind="stable") for table, held in keys.items()}
        frames = {table: _ordered(self._frames.pop(table), order) for table, order in orders.items()}
        return Stretch(frames, _places({t: keys[t][orders[t]] for t in NUMBERED if t in keys}))


class RowSheets:
    """``sheets["荣誉"](row)`` puts one row; for what is made a row at a time."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def __getitem__(self, table: str) -> Put:
        return self._rows.setdefault(table, []).append

    def stretch(self) -> Stretch:
        """All rows; their numbers are written already."""
        frames = {table: rows_frame(COLUMNS[table], rows) for table, rows in self._rows.items() if rows}
        return Stretch(frames, {})


def rows_frame(columns: Sequence[str], rows: Sequence[Row]) -> pl.DataFrame:
    """Rows of texts as a frame; an empty text is null."""
    texts = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
    return pl.DataFrame(
        [
            pl.Series(name, [text or None for text in column], dtype=pl.String)
            for name, column in zip(columns, texts, strict=True)
        ]
    )


def _frame(table: str, cells: Sequence[Cells], height: int) -> pl.DataFrame:
    whole = [
        pl.repeat(c or None, height, dtype=pl.String, eager=True) if isinstance(c, str) else c for c in cells
    ]
    return pl.DataFrame([c.alias(name) for name, c in zip(COLUMNS[table], whole, strict=True)])


def _ordered(frames: list[pl.DataFrame], order: Ints) -> pl.DataFrame:
    return pl.concat(frames).select(pl.all().gather(pl.Series(order.astype(np.uint32))))


def _places(keys: Mapping[str, Ints]) -> dict[str, Ints]:
    """The place of each row among the rows of all numbered tables."""
    together = np.sort(np.concatenate(list(keys.values()))) if keys else np.empty(0, np.int64)
    return {table: np.searchsorted(together, held) for table, held in keys.items()}

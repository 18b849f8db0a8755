"""A table of figures: shown on a page, and taken away as a file, from the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from duixian.design.amounts import figures
from duixian.papers.sheets import Cell, Column, Kind

_NUMBERS = (Kind.MONEY, Kind.COUNT)
_FIGURES = frozenset("0123456789.,%≈—-")


@dataclass(frozen=True)
class Grid:
    """``key``: its name in an address. ``picture``: for ``<c-chart>``, where there is one. ``note``: how it was
    counted."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    picture: dict[str, Any] | None = None
    note: str = ""
    tall: bool = False
    total: tuple[Cell, ...] = field(default=())

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Names of the columns, and whether they hold numbers."""
        return [(column.name, self._numeric(place)) for place, column in enumerate(self.columns)]

    @property
    def lines(self) -> list[list[tuple[str, bool, str]]]:
        """Cells as a page shows them: words, whether it is a number, the column's name."""
        return [self._line(row) for row in self.rows]

    @property
    def sum(self) -> list[tuple[str, bool, str]]:
        """The last line, where there is one."""
        return self._line(self.total) if self.total else []

    def _line(self, row: tuple[Cell, ...]) -> list[tuple[str, bool, str]]:
        return [
            (_shown(cell, column.kind), self._numeric(place), column.name)
            for place, (cell, column) in enumerate(zip(row, self.columns, strict=True))
        ]

    def _numeric(self, place: int) -> bool:
        """Whether a column holds numbers, or words that read like them."""
        if self.columns[place].kind in _NUMBERS:
            return True
        cells = [str(row[place]) for row in self.rows]
        return place > 0 and bool(cells) and all(set(cell) <= _FIGURES for cell in cells)


def _shown(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return "—"
    if kind is Kind.MONEY and isinstance(cell, int):
        return figures(cell)
    return f"{cell:,}" if kind is Kind.COUNT and isinstance(cell, int) else str(cell)

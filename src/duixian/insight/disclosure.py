"""Figures for everybody: what stands for fewer than five recipients is not shown, nor can it be worked out.

A single withheld cell could be had by subtraction from a total told elsewhere. So where any is withheld there are at
least two, and together they stand for five recipients at least; totals count only what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

FEWEST = 5
"""Recipients below which a cell is withheld."""
_TOGETHER = 2
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Cell(Generic[Key]):
    """Money and recipients of one row of a table. ``fen`` and ``recipients`` are None once withheld."""

    key: Key
    fen: int | None
    recipients: int | None

    @property
    def shown(self) -> bool:
        """Whether it may be told."""
        return self.recipients is not None


@dataclass(frozen=True, slots=True)
class Table(Generic[Key]):
    """The cells in their order, and the totals of those that are shown."""

    cells: tuple[Cell[Key], ...]
    fen: int
    recipients: int

    @property
    def withheld(self) -> int:
        """How many cells are not told."""
        return sum(not cell.shown for cell in self.cells)


def disclosed(counted: Iterable[tuple[Key, int, int]]) -> Table[Key]:
    """A table of keys, fen and recipients as it may be shown.

    >>> [cell.fen for cell in disclosed([("a", 100, 9), ("b", 200, 3), ("c", 300, 6)]).cells]
    [100, None, None]
    """
    rows = list(counted)
    withheld = _withheld([recipients for _, _, recipients in rows])
    cells = tuple(
        Cell(key, None, None) if n in withheld else Cell(key, fen, recipients)
        for n, (key, fen, recipients) in enumerate(rows)
    )
    shown = [cell for cell in cells if cell.shown]
    return Table(cells, sum(c.fen or 0 for c in shown), sum(c.recipients or 0 for c in shown))


def _withheld(recipients: list[int]) -> set[int]:
    """Places of the cells to withhold: the small ones, and the next smallest until nothing can be subtracted."""
    by_size = sorted(range(len(recipients)), key=lambda n: (recipients[n], n))
    found = [n for n in by_size if recipients[n] < FEWEST]
    rest = by_size[len(found) :]
    while found and rest and (len(found) < _TOGETHER or sum(recipients[n] for n in found) < FEWEST):
        found.append(rest.pop(0))
    return set(found)

"""What one column holds, as arrays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, overload

import numpy as np
import polars as pl
from numpy.typing import NDArray

from duixian.language.record import Key
from duixian.language.types import Kind
from duixian.language.vocabulary.schema import Category

Array = NDArray[Any]
Truths = NDArray[np.bool_]


class Texts(Sequence[str]):
    """Distinct texts in the order of their code points, so that their places compare as they do."""

    def __init__(self, texts: pl.Series) -> None:
        self.series = texts

    def __len__(self) -> int:
        return len(self.series)

    def __iter__(self) -> Iterator[str]:
        return iter(self.series.to_list())

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self.series[place].to_list() if isinstance(place, slice) else str(self.series[int(place)])

    def place(self, text: str) -> int:
        """How many of the texts come before a text."""
        # Twenty looks at single texts take far less time than one question to the column library.
        return bisect_left(self, text)

    def code(self, text: str) -> int | None:
        """The place of a text that is among them, else None."""
        place = self.place(text)
        return place if place < len(self) and self[place] == text else None


@dataclass(frozen=True, eq=False)
class Cells:
    """One column: the values (0 or False in an empty cell), where there is one, where there is known to be none.

    ``values`` by kind: BOOL bool; CATEGORY the member's rank, int8 or int16; DATE int32, packed; MONTH int32;
    TEXT int32, the place in ``texts``; RECORD int32, the position in its table; every other kind int64. NUMBER
    stands over ``den``, and ``ratio`` says that records hold it as fractions. ``known`` None: no cell is empty;
    ``absent`` None: no cell is known to be none.
    """

    values: Array
    known: Truths | None = None
    absent: Truths | None = None
    den: int = 1
    ratio: bool = False
    texts: Texts | None = None

    @cached_property
    def vague(self) -> bool:
        """Whether any cell is unknown."""
        if self.known is None:
            return False
        held = self.known if self.absent is None else self.known | self.absent
        return not bool(held.all())

    @cached_property
    def bound(self) -> int:
        """The greatest distance of a number from zero."""
        return max(abs(int(self.values.max())), abs(int(self.values.min()))) if len(self.values) else 0

    def taken(self, positions: Array) -> Cells:
        """The cells at some positions, in their order."""
        known = None if self.known is None else self.known[positions]
        absent = None if self.absent is None else self.absent[positions]
        if known is not None and known.all():
            known = None
        if absent is not None and not absent.any():
            absent = None
        return replace(self, values=self.values[positions], known=known, absent=absent)


@dataclass(frozen=True, eq=False)
class Link:
    """A column of links: positions among the rows of its table, behind the last one those of ``strangers``, the
    keys that no row has. ``known`` and ``absent`` as in ``Cells``."""

    positions: Array
    known: Truths | None = None
    absent: Truths | None = None
    strangers: Sequence[Key] = ()


def packed(day: date) -> int:
    """A date as month × 31 + day − 1, where a month is year × 12 + month − 1."""
    return (day.year * 12 + day.month - 1) * 31 + day.day - 1


def unpacked(number: int) -> date:
    """The date of a packed number."""
    month, day = divmod(number, 31)
    return date(month // 12, month % 12 + 1, day + 1)


def ranks_held_as(category: Category) -> type[np.signedinteger[Any]]:
    """The type of the ranks of a category's members."""
    return np.int8 if len(category.members) <= np.iinfo(np.int8).max else np.int16


def held_as(kind: Kind) -> type[np.generic]:
    """The type of a column's values, but for categories (see ``ranks_held_as``)."""
    return _TYPES.get(kind, np.int64)


_TYPES: dict[Kind, type[np.generic]] = {
    Kind.BOOL: np.bool_,
    Kind.DATE: np.int32,
    Kind.MONTH: np.int32,
    Kind.TEXT: np.int32,
    Kind.RECORD: np.int32,
}

"""A few things of each of many persons, such as jobs: columns (person, place) that grow as things are added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from duixian.registry.sample.throws import Ints

_WIDTH = 8


class Slots:
    """``slots["start"][who, place]``: the start of the thing at a place of each of those asked about."""

    def __init__(self, size: int, names: Sequence[str], width: int = _WIDTH) -> None:
        self.count: Ints = np.zeros(size, np.int64)
        """How many things each person has."""
        self.width = width
        self._columns = {name: np.zeros((size, width), np.int32) for name in names}

    def __getitem__(self, name: str) -> Ints:
        return self._columns[name]

    def add(self, who: Ints, **values: int | Ints) -> None:
        """One thing more of each person."""
        if not len(who):
            return
        place = self.count[who]
        if int(place.max()) >= self.width:
            self._widen()
        for name, value in values.items():
            self._columns[name][who, place] = value
        self.count[who] = place + 1

    def taken(self, who: Ints) -> Self:
        """Those of some persons alone."""
        part = type(self)(0, ())
        part.count = self.count[who]
        part.width = int(part.count.max(initial=0))
        part._columns = {name: column[who, : part.width] for name, column in self._columns.items()}
        return part

    def _widen(self) -> None:
        self._columns = _widened(self._columns, 2 * self.width)
        self.width *= 2

    @classmethod
    def together(cls, parts: Sequence[Self]) -> Self:
        """The things of the persons of all parts, one part after the other."""
        width = max(part.width for part in parts)
        whole = cls(0, (), width)
        whole.count = np.concatenate([part.count for part in parts])
        columns = [_widened(part._columns, width) for part in parts]
        whole._columns = {name: np.concatenate([part[name] for part in columns]) for name in columns[0]}
        return whole


def _widened(columns: dict[str, Ints], width: int) -> dict[str, Ints]:
    return {name: np.pad(column, ((0, 0), (0, width - column.shape[1]))) for name, column in columns.items()}

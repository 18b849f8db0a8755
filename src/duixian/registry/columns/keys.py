"""The keys of a table that links point to, each with a place by which rows of all tables name it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array
from duixian.registry.columns.taken import Taken
from duixian.registry.columns.written import written_alike

_MANY = 1000


class Keys:
    """The keys of one table as its files hold them, good rows or bad; behind them those that only links name."""

    def __init__(self, texts: pl.Series) -> None:
        self.texts = texts.drop_nulls().unique(maintain_order=True)
        self._enum = pl.Enum(self.texts)
        self._names: list[str] = []
        self._strangers: dict[str, int] = {}
        self._lock = Lock()
        self._ranks: tuple[Array, bool] | None = None

    @property
    def size(self) -> int:
        """How many keys the table's own rows have."""
        return len(self.texts)

    def places(self, texts: pl.Series) -> Array:
        """The place of each key among the table's own; −1 for an empty cell and for a stranger."""
        if len(texts) < _MANY:
            return self._found(texts)
        # Registers list what belongs to one person together: a key is looked up once for each run of rows.
        first = (texts != texts.shift(1)).fill_null(value=True)
        runs = np.cumsum(first.to_numpy()) - 1
        return np.take(self._found(texts.filter(first)), runs)

    def taken(self, cells: pl.Series, read: Callable[[pl.Series], Taken]) -> Taken:
        """A column of links: the places of its keys. What is no key of the table is read as a key, if it is one."""
        places = self.places(cells) if cells.dtype == pl.String else np.full(len(cells), -1, np.int32)
        rest = np.flatnonzero(places < 0)
        if not len(rest):
            return Taken(places, None, None)
        others = read(cells.gather(rest))
        places[rest] = self._placed(others.texts)
        known, absent = np.ones(len(cells), np.bool_), None
        if others.known is not None:
            known[rest] = others.known
        if others.absent is not None:
            absent = np.zeros(len(cells), np.bool_)
            absent[rest] = others.absent
        faults = [(int(rest[place]), error) for place, error in others.faults]
        return Taken(places, known, absent, faults)

    def ranks(self) -> tuple[Array, bool]:
        """The rank of each place by its key's text, and whether keys stand in the same order when written."""
        with self._lock:
            strangers = list(self._names)
        if self._ranks is None or len(self._ranks[0]) != self.size + len(strangers):
            texts = pl.concat([self.texts, pl.Series(strangers, dtype=pl.String)])
            self._ranks = (texts.rank("ordinal").cast(pl.Int64).to_numpy(), written_alike(texts))
        return self._ranks

    def key(self, place: int) -> str:
        """The key at a place."""
        return str(self.texts[place]) if place < self.size else self._names[place - self.size]

    def _placed(self, texts: pl.Series) -> Array:
        """The place of every key, strangers included; 0 for an empty cell."""
        places = self._found(texts)
        strange = np.flatnonzero((places < 0) & texts.is_not_null().to_numpy())
        names = texts.gather(strange)
        with self._lock:
            new = [name for name in names.unique().sort().to_list() if name not in self._strangers]
            self._names += new
            self._strangers |= {
                name: place for place, name in enumerate(new, start=self.size + len(self._strangers))
            }
            places[strange] = [self._strangers[name] for name in names.to_list()]
        places[places < 0] = 0
        return places

    def _found(self, texts: pl.Series) -> Array:
        found = texts.cast(self._enum, strict=False).to_physical().cast(pl.Int32).fill_null(-1)
        return found.to_numpy().copy()

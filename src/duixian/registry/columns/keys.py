"""The keys of a table that links point to, each with a place by which rows of all tables name it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import Lock

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array
from duixian.language.columns.sorting import text_order
from duixian.registry.columns.places import TextPlaces
from duixian.registry.columns.taken import Taken, of_states
from duixian.registry.columns.written import written_alike

_MANY = 1000
_FEW = 1000


class Keys:
    """The keys of one table as its files hold them, good rows or bad; behind them those that only links name."""

    def __init__(self, texts: pl.Series) -> None:
        self.texts = texts.drop_nulls().unique(maintain_order=True)
        self._places = TextPlaces(self.texts)
        self._names: list[str] = []
        self._strangers: dict[str, int] = {}
        self._lock = Lock()

    @property
    def size(self) -> int:
        """How many keys the table's own rows have."""
        return len(self.texts)

    def places(self, texts: pl.Series) -> Array:
        """The place of each key among the table's own; −1 for an empty cell and for a stranger."""
        if len(texts) < _MANY:
            return self._places.find(texts)
        # Registers list what belongs to one person together: a key is looked up once for each run of rows.
        first = (texts != texts.shift(1)).fill_null(value=True)
        runs = np.cumsum(first.to_numpy()) - 1
        return np.take(self._places.find(texts.filter(first)), runs)

    def taken(self, cells: pl.Series, read: Callable[[pl.Series], Taken]) -> Taken:
        """A column of links: the places of its keys. What is no key of the table is read as a key, if it is one."""
        places = self.places(cells) if cells.dtype == pl.String else np.full(len(cells), -1, np.int32)
        rest = np.flatnonzero(places < 0)
        if not len(rest):
            return Taken(places, None, None)
        others = read(cells.gather(rest))
        places[rest] = self._placed(others.texts)
        states = np.zeros(len(cells), np.uint8)
        states[rest] = others.states
        return of_states(places, states, [(int(rest[place]), error) for place, error in others.faults])

    def ranks(self) -> tuple[Array, bool]:
        """Numbers that order all places by their keys' texts, and whether keys stand in that order when written."""
        strangers = pl.Series(self.strangers(), dtype=pl.String)
        own, sorted_own = self._own_ranks
        if not len(strangers):
            return own, self._written_alike
        # Strangers come between the keys of the table: each of these leaves room for all of them.
        room = len(strangers) + 1
        before = sorted_own.search_sorted(strangers, side="left").cast(pl.Int64).to_numpy()
        ranks = np.append(
            (own + 1) * room, before * room + strangers.rank("ordinal").cast(pl.Int64).to_numpy()
        )
        alike = self._written_alike and written_alike(pl.concat([self.texts[:1], strangers]))
        return (ranks if room < _FEW else _dense(ranks)), alike

    @cached_property
    def _own_ranks(self) -> tuple[Array, pl.Series]:
        order = text_order(self.texts)
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order))
        return ranks, self.texts.gather(order)

    @cached_property
    def _written_alike(self) -> bool:
        return written_alike(self.texts)

    def strangers(self) -> list[str]:
        """Keys that only links name, in the order of their places."""
        with self._lock:
            return list(self._names)

    def key(self, place: int) -> str:
        """The key at a place."""
        return str(self.texts[place]) if place < self.size else self._names[place - self.size]

    def _placed(self, texts: pl.Series) -> Array:
        """The place of every key, strangers included; 0 for an empty cell."""
        places = self._places.find(texts)
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


def _dense(ranks: Array) -> Array:
    return np.unique(ranks, return_inverse=True)[1].astype(np.int64)

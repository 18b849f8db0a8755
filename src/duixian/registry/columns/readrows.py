"""Rows of a register as the engines see them: in the order of facts, each column laid out when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np
import polars as pl

from duixian.language.columns import BeyondRange, Cells, Link, Rows, Texts
from duixian.language.columns.cells import Array, held_as, ranks_held_as
from duixian.language.columns.encoding import text_cells, unknown_cells
from duixian.language.columns.sorting import text_order
from duixian.language.record import Key, Record
from duixian.language.types import Kind
from duixian.language.vocabulary import Column
from duixian.language.vocabulary.cells import PLACE_SIGN
from duixian.registry.columns.sorting import key_texts, numbered, owner_texts
from duixian.registry.columns.state import TableState
from duixian.registry.columns.taken import Taken

_MOST = 2**63 - 1


class ReadRows:
    """The good rows of a table. ``target``: the rows of a table that links point to."""

    def __init__(self, state: TableState, target: Callable[[str], Rows]) -> None:
        self._state = state
        self._target = target
        self._vocabulary = state.vocabulary

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self._state.order)

    @property
    def guest(self) -> Array | None:
        """Which rows are guests of a partition."""
        guests = self._state.guests
        return None if guests is None else guests[self._state.order]

    def cells(self, column: Column) -> Cells:
        """A column that is no link."""
        if column.name not in self._state.cells.columns:
            return unknown_cells(self.size, column, self._vocabulary)
        taken = self._state.cells.columns[column.name].at(self._state.order)
        if column.type.kind is Kind.TEXT:
            return text_cells(taken.texts, taken.absent)
        if column.type.kind is Kind.NUMBER:
            return _ratios(taken)
        held = held_as(column.type.kind)
        if column.type.kind is Kind.CATEGORY:
            held = ranks_held_as(self._vocabulary.categories[str(column.type.of)])
        return Cells(_emptied(taken).astype(held, copy=False), taken.known, taken.absent)

    def link(self, column: Column) -> Link:
        """A column of links."""
        if column.name not in self._state.cells.columns:
            return Link(np.zeros(self.size, np.int32), np.zeros(self.size, np.bool_))
        taken = self._state.cells.columns[column.name].at(self._state.order)
        held = _emptied(taken)
        used = np.zeros(int(held.max(initial=0)) + 1, np.bool_)
        used[held if taken.known is None else held[taken.known]] = True
        places, strangers = self._placed(str(column.link), np.flatnonzero(used))
        positions = np.zeros(len(used), np.int32)
        positions[used] = places
        return Link(positions[held], taken.known, taken.absent, strangers)

    def key_texts(self) -> pl.Series:
        """The text of every row's key."""
        table = self._state.table
        if table.key is None:
            numbers = pl.Series(self._numbers[self._state.order]).cast(pl.String)
            return (
                owner_texts(self._state, self._state.order) + PLACE_SIGN + numbers
                if table.owners
                else numbers
            )
        return key_texts(self._state.cells.columns[table.key], self._state.order)

    def key(self, position: int) -> Key:
        """A row's key."""
        row = int(self._state.order[position])
        return self._key(row)

    def place(self, key: Key) -> int | None:
        """The position of the row with a key."""
        if self._state.table.key is None and not self._state.table.owners:
            return self._by_number.get(key) if isinstance(key, int) else None
        order, texts = self._by_text
        found = Texts(texts).code(key) if isinstance(key, str) else None
        position = None if found is None else int(order[found])
        # An unknown key is sorted in by a text that another row's key might be.
        return position if position is not None and self.key(position) == key else None

    def places_of(self, keys: Array) -> Array:
        """The position of the row with each of some keys, named by their places; −1 where no row has it."""
        return self._position_of[np.minimum(keys, len(self._position_of) - 1)]

    def key_ranks(self) -> Array:
        """The place of each row among the rows in the order of their keys' text."""
        ranks = np.empty(self.size, np.int64)
        ranks[self._by_text[0]] = np.arange(self.size)
        return ranks

    def sources(self, positions: Array) -> pl.Series:
        """Where each of some rows was read."""
        return self._state.sources(self._state.order[positions])

    def record(self, position: int) -> Record:
        """One row as a record."""
        row = int(self._state.order[position])
        return Record(
            self._state.table.name, self._key(row), self._state.values(row), self._state.origin(row).source
        )

    def _key(self, row: int) -> Key:
        key = self._state.table.key
        if key is not None:
            return self._state.value(key, row)
        number = int(self._numbers[row])
        if not self._state.table.owners:
            return number
        return f"{'/'.join(self._owners_of(row))}{PLACE_SIGN}{number}"

    def _owners_of(self, row: int) -> Iterator[str]:
        """The keys of whose a row is; ``owner_texts`` says those of many."""
        for name in self._state.table.owners:
            keys = self._state.keys(str(self._state.table.columns[name].link))
            yield str(keys.key(int(self._state.cells.columns[name].held[row])))

    def _placed(self, table: str, keys: Array) -> tuple[Array, Sequence[Key]]:
        """The positions of keys in the table they point to, and those that no row of it has."""
        target, known = self._target(table), self._state.keys(table)
        if isinstance(target, ReadRows):
            found = target.places_of(keys)
        else:
            looked_up = [target.place(known.key(place)) for place in keys.tolist()]
            found = np.array([-1 if place is None else place for place in looked_up], np.int64)
        lost = np.flatnonzero(found < 0)
        names = sorted(
            (known.key(place), lost_at)
            for place, lost_at in zip(keys[lost].tolist(), lost.tolist(), strict=True)
        )
        found = found.copy()
        found[[at for _, at in names]] = target.size + np.arange(len(names))
        return found, [name for name, _ in names]

    @cached_property
    def _numbers(self) -> Array:
        return numbered(self._state)

    @cached_property
    def _by_number(self) -> dict[int, int]:
        return {int(number): position for position, number in enumerate(self._numbers[self._state.order])}

    @cached_property
    def _by_text(self) -> tuple[Array, pl.Series]:
        """The positions in the order of their keys' texts, and those texts."""
        texts = self.key_texts()
        if self._state.by_key is None:
            order = text_order(texts)
        else:
            positions = np.empty(len(self._state.good), np.int64)
            positions[self._state.order] = np.arange(self.size)
            order = positions[self._state.by_key]
        return order, texts.gather(order)

    @cached_property
    def _position_of(self) -> Array:
        """Of each place of a key the position of its row, and −1 for every stranger."""
        positions = np.full(self._state.keys(self._state.table.name).size + 1, -1, np.int32)
        if self._state.places is not None:
            positions[self._state.places[self._state.order]] = np.arange(self.size)
        positions[-1] = -1
        return positions


def _emptied(taken: Taken) -> Array:
    """The values, 0 in every empty cell."""
    return taken.held if taken.known is None else np.where(taken.known, taken.held, taken.held.dtype.type(0))


def _ratios(taken: Taken) -> Cells:
    places = _emptied(taken)
    used = np.unique(places if taken.known is None else places[taken.known]).tolist()
    values = {place: Fraction(str(taken.pool[place])) for place in used}
    den = lcm(*(value.denominator for value in values.values()))
    if den > _MOST or any(abs(value * den) > _MOST for value in values.values()):
        raise BeyondRange("a ratio of the facts does not fit into 64 bits")
    scaled = np.zeros(max(used, default=0) + 1, np.int64)
    scaled[used] = [int(value * den) for value in values.values()]
    return Cells(scaled[places], taken.known, taken.absent, den, ratio=True)

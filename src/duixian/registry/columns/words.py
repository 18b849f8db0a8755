"""Raw cells of one kind and what they mean; each different cell is read once, plain ones all together."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Array, held_as, packed, ranks_held_as
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Vocabulary
from duixian.language.vocabulary.cells import BLANKS, CellError, reader_of
from duixian.registry.columns.plain import plain_numbers
from duixian.registry.columns.taken import FAULTY, KNOWN, NONE, UNKNOWN, Taken, of_states

_EMPTY = FAULTY + 1
_IN_POOL = frozenset({Kind.TEXT, Kind.NUMBER})

_Met = tuple[pl.Enum, Array]
"""Texts that were met, and the word of each."""


class Words:
    """The memory of one kind of cell: a word for each different one, the first being the empty cell."""

    def __init__(self, column: Column, vocabulary: Vocabulary) -> None:
        self._kind = column.type.kind
        self._ranks: dict[str, int] = {}
        self._type = held_as(self._kind)
        if self._kind is Kind.CATEGORY:
            category = vocabulary.categories[str(column.type.of)]
            self._ranks = {member: rank for rank, member in enumerate(category.members)}
            self._type = ranks_held_as(category)
        self._read = reader_of(column, vocabulary)
        self._lock = Lock()
        self._met: _Met = (pl.Enum([]), np.zeros(0, np.int32))
        self._odd: dict[object, int] = {}
        self._faults: dict[int, CellError] = {}
        self._pool: list[Any] = []
        self._held: Array = np.zeros(0, self._type)
        self._states = np.zeros(0, np.uint8)
        self._learn([None])

    def taken(self, cells: pl.Series, empty: int) -> Taken:
        """A column of raw cells, read; ``empty`` is what is known of an empty one."""
        words = self._of_texts(cells) if cells.dtype == pl.String else self._of_odd(cells)
        return self._looked_up(words, np.where(self._states == _EMPTY, np.uint8(empty), self._states))

    def _looked_up(self, words: Array, known: Array) -> Taken:
        states = known[words]
        faulty = np.flatnonzero(states == FAULTY).tolist() if self._faults else ()
        faults = [(place, self._faults[int(words[place])]) for place in faulty]
        if self._kind is Kind.TEXT:
            return of_states(pl.Series(self._pool, dtype=pl.String).gather(words), states, faults)
        if self._kind is Kind.NUMBER:
            return of_states(words, states, faults, self._pool)
        return of_states(self._held[words], states, faults)

    def _of_texts(self, cells: pl.Series) -> Array:
        """The word of each text, 0 for an empty cell; texts that no word is known of are read first."""
        if cells.null_count() > len(cells) // 2:
            words = np.zeros(len(cells), np.int32)
            words[cells.is_not_null().to_numpy()] = self._of_texts(cells.drop_nulls())
            return words
        enum, word_of = self._met if len(self._met[1]) else self._learn_texts(cells.unique())
        found = cells.cast(enum, strict=False)
        if found.null_count() > cells.null_count():
            strange = found.is_null() & cells.is_not_null()
            enum, word_of = self._learn_texts(cells.filter(strange).unique())
            found = cells.cast(enum, strict=False)
        places = found.to_physical()
        if not places.null_count():
            return np.take(word_of, places.to_numpy())
        words = np.take(np.append(word_of, np.int32(0)), places.fill_null(0).to_numpy())
        words[places.is_null().to_numpy()] = 0
        return words

    def _of_odd(self, cells: pl.Series) -> Array:
        """Numbers, dates and whatever else stands in typed columns; 1 is not True."""
        distinct, places = _distinct(cells)
        marks = [None if cell is None else (cell.__class__, cell) for cell in distinct]
        with self._lock:
            new = [mark for mark in dict.fromkeys(marks) if mark is not None and mark not in self._odd]
            self._odd |= {mark: len(self._states) + place for place, mark in enumerate(new)}
            self._learn([mark[1] for mark in new])
        words = np.array([0 if mark is None else self._odd[mark] for mark in marks], np.int32)
        return words[places] if len(words) else np.zeros(len(cells), np.int32)

    def _learn_texts(self, texts: pl.Series) -> _Met:
        """Read texts, each but once; what has been met then."""
        with self._lock:
            enum, word_of = self._met
            strangers = texts.filter(texts.cast(enum, strict=False).is_null()).drop_nulls().sort()
            first = len(self._states)
            plain, values = plain_numbers(strangers, self._kind)
            others = strangers.filter(~plain)
            self._add(values.astype(self._type), np.full(len(values), KNOWN, np.uint8))
            self._learn(others.to_list())
            known = pl.Enum(pl.concat([enum.categories, strangers.filter(plain), others]))
            self._met = (known, np.append(word_of, np.arange(first, len(self._states), dtype=np.int32)))
            return self._met

    def _learn(self, cells: Sequence[object]) -> None:
        """Read cells one by one."""
        first = len(self._states)
        values = [self._value(cell, first + place) for place, cell in enumerate(cells)]
        if self._kind in _IN_POOL:
            self._pool += [
                None if value is ABSENT or isinstance(value, CellError) else value for value in values
            ]
        self._add(
            np.array([self._number(value) for value in values], self._type),
            np.array([_state(cell, value) for cell, value in zip(cells, values, strict=True)], np.uint8),
        )

    def _add(self, held: Array, states: Array) -> None:
        self._held = np.append(self._held, held)
        self._states = np.append(self._states, states)

    def _value(self, cell: object, word: int) -> Any:
        try:
            return self._read(cell)
        except CellError as error:
            self._faults[word] = error
            return error

    def _number(self, value: Any) -> int:
        if value is None or value is ABSENT or isinstance(value, CellError) or self._kind in _IN_POOL:
            return 0
        if self._kind is Kind.DATE:
            return packed(value)
        return self._ranks[value] if self._kind is Kind.CATEGORY else value


def _state(cell: object, value: Any) -> int:
    if cell is None or (isinstance(cell, str) and not cell.strip(BLANKS)):
        return _EMPTY
    if value is None:
        return UNKNOWN
    if value is ABSENT:
        return NONE
    return FAULTY if isinstance(value, CellError) else KNOWN


def _distinct(cells: pl.Series) -> tuple[list[Any], Array]:
    """The different cells, and of each cell the place among them."""
    if cells.dtype == pl.Object or cells.dtype.is_nested():
        listed = cells.to_list()
        return listed, np.arange(len(listed))
    different = cells.unique(maintain_order=True)
    known = different.to_frame("cell").with_row_index("place")
    places = cells.to_frame("cell").join(known, "cell", how="left", nulls_equal=True, maintain_order="left")
    return different.to_list(), places["place"].to_numpy()

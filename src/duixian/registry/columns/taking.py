"""Columns of raw cells, read against one vocabulary; what was read of one column helps all columns of its kind."""

from __future__ import annotations

from threading import Lock

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array
from duixian.language.types import Kind, Type
from duixian.language.vocabulary import Column, Shape, Vocabulary
from duixian.language.vocabulary.cells import BLANKS, key_column
from duixian.language.vocabulary.writings import NONE_WORD, UNKNOWN_WORD
from duixian.registry.columns.plain import plain_shapes
from duixian.registry.columns.taken import KNOWN, NONE, UNKNOWN, Fault, Taken, of_states
from duixian.registry.columns.words import Words

_OF_FEW_WORDS = frozenset({Kind.BOOL, Kind.CATEGORY, Kind.TEXT})


class Taking:
    """Reads columns of raw cells."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._words: dict[tuple[str, Type, Shape | None], Words] = {}
        self._lock = Lock()

    def taken(self, column: Column, cells: pl.Series) -> Taken:
        """A column; of a link the texts of its keys."""
        held = key_column(column, self._vocabulary)
        empty = NONE if column.empty_is_none else UNKNOWN
        in_texts = held.type.kind is Kind.TEXT and held.shape is not Shape.REGION
        if in_texts and cells.dtype == pl.String:
            return _texts(cells, held.shape, self._words_of(held), empty)
        return self._words_of(held).taken(cells, empty)

    def _words_of(self, held: Column) -> Words:
        with self._lock:
            # Kinds of few words share a memory; days and amounts are many, and each column has its own.
            name = "" if held.type.kind in _OF_FEW_WORDS else held.name
            kind = (name, held.type, held.shape)
            if kind not in self._words:
                self._words[kind] = Words(Column("", held.type, "", "", shape=held.shape), self._vocabulary)
            return self._words[kind]


def _texts(cells: pl.Series, shape: Shape | None, words: Words, empty: int) -> Taken:
    """Texts; those that are not of their shape as they stand are read one by one."""
    texts = cells.str.strip_chars(BLANKS)
    states = _states(texts, empty)
    faults: list[Fault] = []
    wrong = np.flatnonzero((states == KNOWN) & ~plain_shapes(texts, shape))
    if len(wrong):
        read = words.taken(cells.gather(wrong), empty)
        texts = texts.scatter(wrong, read.texts)
        states[wrong] = read.states
        faults = [(int(wrong[place]), error) for place, error in read.faults]
    return of_states(_emptied(texts, states), states, faults)


def _states(texts: pl.Series, empty: int) -> Array:
    """What is known of each text before it is looked at closely."""
    states = np.zeros(len(texts), np.uint8)
    if texts.null_count():
        states[texts.is_null().to_numpy()] = empty
    if texts.is_in(["", UNKNOWN_WORD, NONE_WORD]).any():
        for word, state in (("", empty), (UNKNOWN_WORD, UNKNOWN), (NONE_WORD, NONE)):
            states[(texts == word).fill_null(value=False).to_numpy()] = state
    return states


def _emptied(texts: pl.Series, states: Array) -> pl.Series:
    """The texts, null wherever nothing is known."""
    if texts.null_count() == np.count_nonzero(states):
        return texts
    return texts.to_frame("text").select(pl.when(pl.lit(pl.Series(states)) == KNOWN).then("text"))["text"]

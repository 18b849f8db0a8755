"""Numbers that order rows by one column, in the two orders that facts know.

Rows without a key stand in the order of their cells' written form (``language.facts``), and are numbered in the
order of their values (``vocabulary.cells.keyed_records``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Array
from duixian.language.types import Kind
from duixian.language.vocabulary import Column
from duixian.registry.columns.keys import Keys
from duixian.registry.columns.taken import Taken
from duixian.registry.columns.written import written_alike

_IN_ORDER = frozenset({Kind.BOOL, Kind.DATE, Kind.MONTH, Kind.INT, Kind.MONEY})


class ColumnRanks:
    """Ranks by one column. ``value``: what a row holds there; ``keys``: of a link, those it points to."""

    def __init__(
        self, column: Column, taken: Taken, value: Callable[[int], Any], keys: Keys | None, last: bool
    ) -> None:
        self._kind = column.type.kind
        self._taken = taken
        self._value = value
        self._keys = keys
        self._end = "]" if last else ", "

    def by_dates(self, rows: Array) -> Array:
        """Dates or months in their order, an empty cell first."""
        cells = self._taken.at(rows)
        places = cells.held.astype(np.int64) + 1
        return places if cells.known is None else np.where(cells.known, places, 0)

    def by_form(self, rows: Array) -> Array:
        """In the order of how a list of the row's values is written."""
        if self._kind in (Kind.TEXT, Kind.RECORD):
            codes, plain = self._of_texts(rows)
            if plain:
                return self._with_empty(
                    rows, codes, int(codes.max(initial=0)) + 1, int(codes.max(initial=0)) + 2
                )
            return self._sorted(rows, codes, self._written)
        return self._sorted(rows, self._held(rows), self._written)

    def by_value(self, rows: Array) -> Array:
        """In the order of the values, unknown first and none second."""
        if self._kind in (Kind.TEXT, Kind.RECORD):
            return self._with_empty(rows, self._of_texts(rows)[0] + 2, 0, 1)
        if self._kind in _IN_ORDER:
            return self._with_empty(rows, self._held(rows) + 2, 0, 1)
        return self._sorted(rows, self._held(rows), _compared)

    def _held(self, rows: Array) -> Array:
        return np.unique(self._taken.held[rows], return_inverse=True)[1].astype(np.int64)

    def _written(self, value: Any) -> str:
        return repr(value) + self._end

    def _of_texts(self, rows: Array) -> tuple[Array, bool]:
        """Numbers in the order of the texts, and whether that is the order in which they are written too."""
        if self._keys is not None:
            ranks, plain = self._keys.ranks()
            return ranks[self._taken.held[rows]] if len(ranks) else np.zeros(len(rows), np.int64), plain
        texts = self._taken.texts.gather(rows)
        return texts.rank("dense").fill_null(0).cast(pl.Int64).to_numpy(), written_alike(texts)

    def _with_empty(self, rows: Array, codes: Array, unknown: int, none: int) -> Array:
        cells = self._taken.at(rows)
        if cells.known is not None:
            codes = np.where(cells.known, codes, unknown)
        return codes if cells.absent is None else np.where(cells.absent, none, codes)

    def _sorted(self, rows: Array, codes: Array, key: Callable[[Any], Any]) -> Array:
        """Ranks by a key of the values, of which each different one is looked at once."""
        codes = self._with_empty(rows, codes + 2, 0, 1)
        _, first, places = np.unique(codes, return_index=True, return_inverse=True)
        keys = [key(self._value(row)) for row in rows[first].tolist()]
        ranks = np.empty(len(keys), np.int64)
        ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
        return ranks[places]


def _compared(value: Any) -> tuple[Any, ...]:
    if value is None:
        return (0,)
    return (1,) if value is ABSENT else (2, value)

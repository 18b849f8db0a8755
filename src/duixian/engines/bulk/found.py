"""Rows picked out of a space by a truth, and what stands in them.

Polars picks in the processor's widest steps: it is several times as fast as numpy's ``flatnonzero`` and ``take``, and
one thread of it as two of theirs.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

PIECE = 1 << 19
"""So many truths are looked through at once."""


class Picked:
    """The rows in which something is true: as many bits as there are rows to choose from."""

    def __init__(self, truths: NDArray[Any]) -> None:
        self._truths = pl.Series(truths)

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return int(self._truths.sum())

    @cached_property
    def rows(self) -> NDArray[Any]:
        """The rows, ascending.

        They are counted before they are written: an array as long as all rows would be fresh memory every time, and
        to have its pages made costs more than to look through the truths."""
        rows, end = np.empty(self.count, np.intp), 0
        for start in range(0, len(self._truths), PIECE):
            truths = self._truths[start : start + PIECE]
            places = _places()[: len(truths)].filter(truths).to_numpy()
            begin, end = end, end + len(places)
            np.add(places, start, out=rows[begin:end])
        return rows

    def same(self, others: Picked) -> bool:
        """Whether the same rows of the same space are picked."""
        return self.count == others.count and self._truths.equals(others._truths)

    def of(self, array: NDArray[Any]) -> NDArray[Any]:
        """What an array has in these rows."""
        found: NDArray[Any] = pl.Series(array).filter(self._truths).to_numpy()
        return found


@lru_cache(maxsize=1)
def _places() -> pl.Series:
    return pl.Series(np.arange(PIECE, dtype=np.int32))

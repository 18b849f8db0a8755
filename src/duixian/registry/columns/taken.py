"""One column of a sheet or table as it was read, row by row where it stands in the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array, Truths
from duixian.language.vocabulary.cells import CellError

Fault = tuple[int, CellError]
KNOWN, UNKNOWN, NONE, FAULTY = 0, 1, 2, 3
"""What may be said of a cell."""


@dataclass(frozen=True, eq=False)
class Taken:
    """Cells that were read. ``values``: texts as a series (null in an empty cell); of links the places of their
    keys (see ``Keys``); of numbers their places in ``pool``; of every other kind as ``Cells`` hold them."""

    values: Array | pl.Series
    known: Truths | None
    absent: Truths | None
    faults: Sequence[Fault] = field(default=())
    pool: Sequence[object] = ()

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.values)

    @property
    def texts(self) -> pl.Series:
        """The values of a column of texts."""
        if not isinstance(self.values, pl.Series):
            raise TypeError("not a column of texts")
        return self.values

    @property
    def held(self) -> Array:
        """The values of a column that is not of texts."""
        if isinstance(self.values, pl.Series):
            raise TypeError("a column of texts")
        return self.values

    @property
    def states(self) -> Array:
        """What is known of each cell."""
        states = np.zeros(self.size, np.uint8)
        if self.known is not None:
            states[~self.known] = UNKNOWN
        if self.absent is not None:
            states[self.absent] = NONE
        states[[place for place, _ in self.faults]] = FAULTY
        return states

    def at(self, places: Array) -> Taken:
        """The cells at some places."""
        known = None if self.known is None else self.known[places]
        absent = None if self.absent is None else self.absent[places]
        if known is not None and known.all():
            known = None
        if absent is not None and not absent.any():
            absent = None
        values = self.values.gather(places) if isinstance(self.values, pl.Series) else self.values[places]
        return Taken(values, known, absent, (), self.pool)


def of_states(
    values: Array | pl.Series, states: Array, faults: Sequence[Fault], pool: Sequence[object] = ()
) -> Taken:
    """Cells of which ``states`` say what is known."""
    known = None if not states.any() else states == KNOWN
    absent = states == NONE
    return Taken(values, known, absent if absent.any() else None, faults, pool)


def joined(parts: Sequence[Taken]) -> Taken:
    """The cells of several sheets, one after the other; their faults are told by sheet already."""
    if len(parts) == 1:
        return parts[0]
    return Taken(
        _values(parts),
        _truths([part.known for part in parts], parts, default=True),
        _truths([part.absent for part in parts], parts, default=False),
        (),
        max((part.pool for part in parts), key=len),
    )


def _values(parts: Sequence[Taken]) -> Array | pl.Series:
    if isinstance(parts[0].values, pl.Series):
        return pl.concat([part.texts for part in parts])
    return np.concatenate([part.held for part in parts])


def _truths(found: Sequence[Truths | None], parts: Sequence[Taken], *, default: bool) -> Truths | None:
    if all(truths is None for truths in found):
        return None
    filled = [
        np.full(part.size, default) if truths is None else truths
        for truths, part in zip(found, parts, strict=True)
    ]
    return np.concatenate(filled)

"""What a policy adds to the shared tables, and older rows that carry a region's former code.

Each table has dice of its own for this, thrown row by row through the whole registry: first for the columns added,
then for each recoding that may concern the row. ``throws`` says how many words a stretch of rows takes of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from duixian.registry.sample.cells import chosen, listed
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.layout import COLUMNS
from duixian.registry.sample.profile import Profile, Recoding
from duixian.registry.sample.throws import Flags, Ints

_COPY = "="


class Extras:
    """The columns added to a table and its recodings."""

    def __init__(self, profile: Profile, table: str) -> None:
        self._district = profile.district.code
        self._added: dict[str, str | Weighted[str]] = {
            name: _filling(weights) for name, weights in profile.extra_columns.get(table, {}).items()
        }
        self._drawn = sum(isinstance(filling, Weighted) for filling in self._added.values())
        # The last recoding named comes first, as the outermost one.
        self._recodings = [r for r in reversed(profile.recodings) if r.table == table]

    def throws(self, frame: pl.DataFrame) -> int:
        """How many words the rows take."""
        return frame.height * self._drawn + sum(int(old.sum()) for old in self._old(frame))

    def over(self, frame: pl.DataFrame, words: Ints) -> pl.DataFrame:
        """The rows with the columns added and part of the older ones recoded."""
        old = self._old(frame)
        taken = self._drawn + sum((flags.astype(np.int64) for flags in old), np.zeros(frame.height, np.int64))
        at = np.cumsum(taken) - taken
        cells = []
        for name, filling in self._added.items():
            if isinstance(filling, Weighted):
                places = np.searchsorted(filling.bounds, (words[at] * filling.total) >> 32, side="right")
                cells.append(chosen(listed(filling.things), places).alias(name))
                at = at + 1
            else:
                cells.append(frame[filling].alias(name))
        frame = frame.with_columns(cells)
        for recoding, flags in zip(self._recodings, old, strict=True):
            rows = np.flatnonzero(flags)
            won = np.zeros(frame.height, bool)
            won[rows] = words[at[rows]] < recoding.share.threshold
            at = at + flags
            frame = self._recoded(frame, recoding, won)
        return frame

    def _old(self, frame: pl.DataFrame) -> list[Flags]:
        """Whether each recoding may concern each row: days and months are written year first, so that their
        texts compare as they do."""
        return [
            (frame[r.since].fill_null("") < r.until.isoformat()).to_numpy().astype(bool)
            for r in self._recodings
        ]

    def _recoded(self, frame: pl.DataFrame, recoding: Recoding, won: Flags) -> pl.DataFrame:
        here = pl.Series(won)
        return frame.with_columns(
            pl.when(here & (pl.col(name) == self._district))
            .then(pl.lit(recoding.code))
            .otherwise(pl.col(name))
            .alias(name)
            for name in recoding.columns
        )


def _filling(weights: Mapping[str, int]) -> str | Weighted[str]:
    """The column to copy, or the texts to draw from."""
    texts: Weighted[str] = Weighted(weights)
    only = texts.things[0]
    copies = len(texts.things) == 1 and only.startswith(_COPY)
    return only.removeprefix(_COPY) if copies else texts


def extras_of(profile: Profile) -> dict[str, Extras]:
    """For each shared table."""
    return {table: Extras(profile, table) for table in COLUMNS}

"""Where texts stand among many distinct ones: a hash table of arrays, asked for whole columns at once."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array

_ROOM = 4
"""Slots for each text, so that most are found at the first look."""


class TextPlaces:
    """Distinct texts, none of them null, each with its place."""

    def __init__(self, texts: pl.Series) -> None:
        self.texts = texts
        bits = max(4, (_ROOM * len(texts)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
        self._hashes = texts.hash().to_numpy()
        self._slots = np.full(1 << bits, -1, np.int32)
        self._fill()

    def find(self, texts: pl.Series) -> Array:
        """The place of each text; −1 for one that is not among them, and for null."""
        hashes = texts.hash().to_numpy()
        found = self._like(hashes)
        hits = np.flatnonzero(found >= 0)
        asked = texts if len(hits) == len(texts) else texts.gather(hits)
        there = (self.texts.gather(found[hits]) == asked).fill_null(value=False).to_numpy()
        if not there.all():
            # Two texts with one hash: so rare that it may take its time.
            for place in hits[~there].tolist():
                found[place] = self._exactly.get(texts[place], -1)
        return found

    def _like(self, hashes: Array) -> Array:
        """The first place whose text has each hash, else −1."""
        slots = (hashes >> self._shift).astype(np.int64)
        found = self._slots[slots]
        # An empty slot ends a search; a slot with another hash sends it on to the next one.
        open_ = np.flatnonzero((found >= 0) & (self._hashes[found] != hashes)) if len(self.texts) else ()
        while len(open_):
            slots[open_] = (slots[open_] + 1) & self._last
            found[open_] = self._slots[slots[open_]]
            here = found[open_]
            open_ = open_[(here >= 0) & (self._hashes[here] != hashes[open_])]
        return found

    def _fill(self) -> None:
        slots = (self._hashes >> self._shift).astype(np.int64)
        waiting = np.arange(len(self.texts), dtype=np.int32)
        while len(waiting):
            free = self._slots[slots] < 0
            self._slots[slots[free]] = waiting[free]
            refused = self._slots[slots] != waiting
            waiting, slots = waiting[refused], (slots[refused] + 1) & self._last

    @cached_property
    def _exactly(self) -> dict[str, int]:
        return {text: place for place, text in enumerate(self.texts.to_list())}

"""The facts of a run as its expressions read them: columns of numbers, texts as codes of one list of words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from duixian.engines.bulk.nodes import Array
from duixian.language.columns import Cells, ColumnFacts, TableColumns
from duixian.language.facts import Facts


class Words:
    """Every text of a run, each with its code."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, text: str) -> int:
        """The code of a text, a new one if need be."""
        found = self._codes.get(text)
        if found is None:
            found = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return found


_NARROW = (np.int8, np.int16, np.int32)
"""What is compared in one byte is compared eight times as fast as in eight."""


class Frames:
    """All facts of one run. ``supplied``: tables that somebody handed in, even if empty."""

    def __init__(self, facts: ColumnFacts) -> None:
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self.supplied = facts.supplied
        self.words = Words()
        self.guards: list[Any] = []
        self.roots: dict[tuple[str, int], Any] = {}
        self._values: dict[int, tuple[Cells, Array]] = {}
        self.key_text = lru_cache(maxsize=1 << 16)(self._key_text)

    def again(self) -> Frames:
        """The same facts for another run: nothing is known but how they are laid out."""
        other = Frames(self.facts)
        other.words, other._values = self.words, self._values
        return other

    def table(self, name: str) -> TableColumns:
        """One table."""
        return self.facts.table(name)

    def values(self, cells: Cells) -> Array:
        """The numbers of a column as narrow as they are, texts by the codes of the run's words."""
        found = self._values.get(id(cells))
        if found is None:
            # The cells are kept beside their values so that their id is never given to another.
            found = self._values[id(cells)] = cells, self._laid_out(cells)
        return found[1]

    def _laid_out(self, cells: Cells) -> Array:
        if cells.texts is not None:
            codes = np.array([self.words.code(text) for text in cells.texts] or [0], np.int32)
            return codes[cells.values]
        narrow = next((held for held in _NARROW if cells.bound <= np.iinfo(held).max), None)
        wide = cells.values.dtype != np.bool_ and narrow is not None
        return cells.values.astype(narrow, copy=False) if wide else cells.values

    def places(self, name: str, keys: Sequence[str]) -> dict[str, list[int]]:
        """The positions of the rows of a table with some keys' texts."""
        table, found = self.table(name), dict[str, list[int]]()
        texts = table.keys.head(table.size)
        there = texts.is_in(list(keys)).arg_true()
        for text, place in zip(texts.gather(there).to_list(), there.to_list(), strict=True):
            found.setdefault(text, []).append(place)
        return found

    def _key_text(self, table: str, position: int) -> str:
        return str(self.table(table).key(position))


def frames_of(facts: Facts | ColumnFacts) -> Frames:
    """The facts in columns; each is laid out when a rule first asks for it."""
    return Frames(ColumnFacts.of(facts) if isinstance(facts, Facts) else facts)

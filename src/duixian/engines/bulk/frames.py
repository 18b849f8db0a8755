"""The facts of a run as its expressions read them: columns of numbers, texts as codes of one list of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, overload

import numpy as np
import polars as pl

from duixian.engines.bulk.nodes import Array
from duixian.language.columns import Cells, ColumnFacts, TableColumns, Texts
from duixian.language.facts import Facts


class Words(Sequence[str]):
    """Every text of a run that a rule may look at, each with its code."""

    def __init__(self) -> None:
        self.series = pl.Series("text", [], pl.String)
        self._single: dict[str, int] = {}
        self._lists: list[tuple[Texts, Array]] = []

    @property
    def texts(self) -> Words:
        """The text of every code given so far, by code."""
        return self

    def __len__(self) -> int:
        return len(self.series)

    def __iter__(self) -> Iterator[str]:
        return iter(self.series.to_list())

    @overload
    def __getitem__(self, code: int) -> str: ...

    @overload
    def __getitem__(self, code: slice) -> list[str]: ...

    def __getitem__(self, code: int | slice) -> str | list[str]:
        return self.series[code].to_list() if isinstance(code, slice) else str(self.series[code])

    def some(self, codes: Array) -> list[str]:
        """The texts of some codes."""
        return self.series.gather(codes).to_list()

    def code(self, text: str) -> int:
        """The code of a text, a new one if need be."""
        if text not in self._single:
            found = (codes[place] for texts, codes in self._lists if (place := texts.code(text)) is not None)
            code = next(found, None)
            self._single[text] = len(self) if code is None else int(code)
            if code is None:
                self.series = pl.concat([self.series, pl.Series("text", [text])])
        return self._single[text]

    def codes(self, texts: Texts) -> Array:
        """The codes of a column's texts, new ones if need be."""
        if len(texts) < _FEW:
            return np.array([self.code(text) for text in texts], np.int32)
        asked = texts.series.alias("text").to_frame()
        held = self.series.to_frame().with_row_index("code")
        found = asked.join(held, on="text", how="left", maintain_order="left")["code"]
        fresh = found.is_null()
        self.series = pl.concat([self.series, asked["text"].filter(fresh)])
        codes: Array = found.fill_null(0).to_numpy().astype(np.int32)
        new = fresh.to_numpy()
        codes[new] = len(held) + np.arange(np.count_nonzero(new))
        self._lists.append((texts, codes))
        return codes


_FEW = 500
"""Fewer texts than this are looked up one by one; a join would read all that came before."""
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
        self.spans: dict[int, tuple[int, int]] = {}
        self._values: dict[int, tuple[Cells, Array]] = {}
        self.key_text = lru_cache(maxsize=1 << 16)(self._key_text)

    def again(self) -> Frames:
        """The same facts for another run: nothing is known but how they are laid out."""
        other = Frames(self.facts)
        other.words, other._values, other.spans = self.words, self._values, self.spans
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
            codes = self.words.codes(cells.texts)
            return codes[cells.values] if len(codes) else cells.values
        if cells.values.dtype == np.bool_ or not len(cells.values):
            return cells.values
        least, greatest = int(cells.values.min()), int(cells.values.max())
        narrow = next((held for held in _NARROW if cells.bound <= np.iinfo(held).max), cells.values.dtype)
        values = cells.values.astype(narrow, copy=False)
        self.spans[id(values)] = least, greatest
        return values

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

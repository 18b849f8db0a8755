"""The columns of records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Array, Cells, Link
from duixian.language.columns.encoding import emptiness, encoded
from duixian.language.columns.errors import NotHeld
from duixian.language.columns.rows import Rows
from duixian.language.record import Key, Record
from duixian.language.vocabulary.schema import Column, Vocabulary


class RecordRows:
    """Rows made of records, which stand in their order already. ``target``: the rows of a table."""

    def __init__(
        self, records: Sequence[Record], vocabulary: Vocabulary, target: Callable[[str], Rows]
    ) -> None:
        self.records = records
        self._vocabulary = vocabulary
        self._target = target

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.records)

    @property
    def guest(self) -> None:
        """Records are never guests."""
        return None

    def cells(self, column: Column) -> Cells:
        """A column that is no link."""
        return encoded([row.values.get(column.name) for row in self.records], column, self._vocabulary)

    def link(self, column: Column) -> Link:
        """A column of links, its keys looked up in the table it points to."""
        target = self._target(str(column.link))
        raw = [row.values.get(column.name) for row in self.records]
        strangers: dict[Key, int] = {}
        positions = np.zeros(len(raw), np.int32)
        for row, key in enumerate(raw):
            if key is not None and key is not ABSENT:
                found = target.place(key)
                positions[row] = (
                    strangers.setdefault(key, target.size + len(strangers)) if found is None else found
                )
        known, absent = emptiness(raw)
        return Link(positions, known, absent, list(strangers))

    def key_texts(self) -> pl.Series:
        """The text of every row's key."""
        return pl.Series([str(row.key) for row in self.records], dtype=pl.String)

    def key(self, position: int) -> Key:
        """A row's key."""
        return self.records[position].key

    def place(self, key: Key) -> int | None:
        """The position of the row with a key."""
        return self._places.get(key)

    def key_ranks(self) -> Array:
        """The place of each row among the rows in the order of their keys' text."""
        return ranks_of(self.key_texts())

    def sources(self, positions: Array) -> pl.Series:
        """Where each of some rows was read."""
        return pl.Series([self.records[position].source for position in positions.tolist()], dtype=pl.String)

    def record(self, position: int) -> Record:
        """One row."""
        return self.records[position]

    @cached_property
    def _places(self) -> dict[Key, int]:
        places = {row.key: position for position, row in enumerate(self.records)}
        if len(places) != len(self.records):
            raise NotHeld("two rows with one key", self.records[0].table)
        return places


def ranks_of(texts: pl.Series) -> Array:
    """The place of each text among all of them in the order of their code points; equal ones as they stand."""
    order = (
        texts.to_frame("text").with_row_index("place").sort("text", maintain_order=True)["place"].to_numpy()
    )
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks

"""The persons of the three clauses as columns of facts, straight from the frame: no cell becomes a Python value."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from bench.three.duixian_facts import HAPPENED, TABLE
from duixian.language.columns import Cells, ColumnFacts, Link, Texts, packed
from duixian.language.record import Key, Record
from duixian.language.rule import Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Column

PERSON = "人员"


def columns(law: Policy, data: Path, persons: int) -> ColumnFacts:
    """The first so many persons, each a row of both tables at the same position."""
    frame = pl.read_parquet(data, n_rows=persons)
    rows = {TABLE: Laid(frame, ""), PERSON: Laid(frame.select(), "P", persons)}
    return ColumnFacts(law.vocabulary, rows, rows)


class Laid:
    """Rows in the order of their numbers; ``sign`` stands before the number in the key."""

    guest = None

    def __init__(self, frame: pl.DataFrame, sign: str, size: int | None = None) -> None:
        self._frame, self._sign = frame, sign
        self._size = frame.height if size is None else size

    @property
    def size(self) -> int:
        """How many rows there are."""
        return self._size

    def cells(self, column: Column) -> Cells:
        """A column of the frame; the number; the day of the event. What is not there is unknown."""
        if column.name in self._frame.columns:
            return Cells(self._frame[column.name].to_numpy())
        if column.type.kind is Kind.TEXT and not self._sign:
            return Cells(np.arange(self._size, dtype=np.int32), texts=Texts(self.key_texts()))
        if column.type.kind is Kind.DATE and not self._sign:
            return Cells(np.full(self._size, packed(HAPPENED), np.int32))
        return Cells(np.zeros(self._size, np.int32), known=np.zeros(self._size, np.bool_))

    def link(self, column: Column) -> Link:
        """Every row names the person at its own position."""
        return Link(np.arange(self._size, dtype=np.int32))

    def key_texts(self) -> pl.Series:
        """Numbers of eight digits."""
        numbers = pl.Series("key", np.arange(self._size)).cast(pl.String).str.zfill(8)
        return self._sign + numbers if self._sign else numbers

    def key(self, position: int) -> Key:
        """The number of one row."""
        return f"{self._sign}{position:08d}"

    def place(self, key: Key) -> int | None:
        """Where a number stands."""
        number = str(key).removeprefix(self._sign)
        return int(number) if number.isdecimal() and int(number) < self._size else None

    def key_ranks(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Numbers of one length stand in the order of their texts."""
        return np.arange(self._size)

    def sources(self, positions: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pl.Series:
        """Nowhere: they were made."""
        return pl.Series([None] * len(positions), dtype=pl.String)

    def record(self, position: int) -> Record:
        """No record is made of these."""
        raise NotImplementedError(position)

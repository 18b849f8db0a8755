"""Where the columns of a table come from: records, files, or a part of another table's rows."""

from __future__ import annotations

from typing import Protocol

import polars as pl

from duixian.language.columns.cells import Array, Cells, Link
from duixian.language.record import Key, Record
from duixian.language.vocabulary.schema import Column


class Rows(Protocol):
    """The rows of one table in the order of ``Facts``."""

    @property
    def size(self) -> int:
        """How many rows there are."""

    @property
    def guest(self) -> Array | None:
        """Which rows are another partition's: looked at, but no cases of this one. None: none is."""

    def cells(self, column: Column) -> Cells:
        """A column that is no link; one that the rows do not have is unknown throughout. Raises NotHeld."""

    def link(self, column: Column) -> Link:
        """A column of links. Raises NotHeld."""

    def key_texts(self) -> pl.Series:
        """The text of every row's key."""

    def key(self, position: int) -> Key:
        """A row's key as a record holds it."""

    def place(self, key: Key) -> int | None:
        """The position of the row with a key. Raises NotHeld when two rows share one."""

    def key_ranks(self) -> Array:
        """The place of each row among the rows in the order of their keys' text."""

    def sources(self, positions: Array) -> pl.Series:
        """Where each of some rows was read, as its record says."""

    def record(self, position: int) -> Record:
        """One row as a record."""

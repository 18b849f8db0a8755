"""Duixian's bulk engine with the facts laid out in columns already, as the hand-written programs have them.

Every condition as one bit for each case, and the amount of every case that no condition refuses; the rest of the
decision (values found, steps, payees, instalments) is read from the same graph when somebody asks. No settlement,
for the three clauses have no limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench.three.duixian_facts import AS_OF, HAPPENED, TABLE, policy
from duixian.engines.bulk.cases import Day
from duixian.engines.bulk.engine import Answers, answers
from duixian.engines.bulk.frames import Frames
from duixian.language.columns import Cells, ColumnFacts, Link, Texts, packed
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.language.vocabulary import Column

NAME = "Duixian bulk, in columns"
REASONS = "a bit for each condition"
LIMIT = 0
PACKAGES = ("duixian", "numpy", "polars")
Ready = tuple[Policy, Frames, int]


class People:
    """The persons of the file as the rows of the table of cases."""

    def __init__(self, data: pl.DataFrame) -> None:
        self._data = data.with_columns(
            pl.int_range(pl.len()).cast(pl.String).str.zfill(8).alias("编号"),
            pl.lit(packed(HAPPENED), pl.Int32).alias("发生日期"),
        )

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self._data)

    @property
    def guest(self) -> None:
        """Nobody is a guest."""

    def cells(self, column: Column) -> Cells:
        """A column of the file."""
        if column.name == "编号":
            return Cells(np.arange(self.size, dtype=np.int32), texts=Texts(self.key_texts()))
        return Cells(self._data[column.name].to_numpy())

    def link(self, column: Column) -> Link:
        """The person of each row, who stands at the same place of the register of persons."""
        return Link(np.arange(self.size, dtype=np.int32))

    def key_texts(self) -> pl.Series:
        """The number of each row."""
        return self._data["编号"]

    def key(self, position: int) -> str:
        """One row's number."""
        return str(self._data["编号"][position])

    def place(self, key: Any) -> int | None:
        """Where a number stands."""
        return int(key) if str(key).isdigit() and int(key) < self.size else None

    def key_ranks(self) -> Any:
        """The numbers stand in order."""
        return np.arange(self.size)

    def sources(self, positions: Any) -> pl.Series:
        """Where each row was read: nowhere that anybody wants to know."""
        return pl.repeat("", len(positions), eager=True)

    def record(self, position: int) -> Record:
        """One row as a record, as ``duixian_facts`` makes it."""
        row = self._data.row(position, named=True)
        return Record(TABLE, row["编号"], row)


def prepare(data: Path, persons: int) -> Ready:
    """The policy built, the facts in columns (each is made as narrow as it is by the run that is thrown away)."""
    law, rows = policy(), People(pl.read_parquet(data, n_rows=persons))
    facts = ColumnFacts(law.vocabulary, {TABLE: rows, "人员": rows}, {TABLE, "人员"})
    return law, Frames(facts.known_on(AS_OF)), persons


def run(ready: Ready) -> tuple[list[Answers | None], int]:
    """The three measures; nothing is known of an earlier run but how the facts are laid out."""
    law, frames, persons = ready
    fresh = frames.again()
    return [answers(fresh, law, measure, Day(AS_OF, {})) for measure in law.measures.values()], persons


def amounts(answer: tuple[list[Answers | None], int]) -> Sequence[Any]:
    """The amount of each case that no condition refuses, at the place of its person."""
    return [_amounts(measure, answer[1]) for measure in answer[0]]


def _amounts(measure: Answers | None, persons: int) -> Any:
    found = np.zeros(persons, np.int64)
    if measure is not None and measure.fen is not None:
        found[measure.rows] = measure.fen
    return found

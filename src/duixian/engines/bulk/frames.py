"""Facts in columns, one table at a time and only the columns that rules ask for.

Rows keep the facts' order, so a record's position says which of two comes first. A link holds the position of the
record it points to; a key that no row has gets a position behind the last row.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import polars as pl

from duixian.engines.bulk.backend import series
from duixian.engines.bulk.calendar import packed
from duixian.engines.bulk.errors import BeyondRange, NotCompiled
from duixian.engines.bulk.scalar import held_as
from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.types import Kind, Type
from duixian.language.vocabulary import Table, Vocabulary

_MOST, _LEAST = 2**63 - 1, -(2**63)


@dataclass(frozen=True)
class Cells:
    """One column: its values (null: unknown or none), where there is none, and whether any is unknown.

    Of ratios the values stand over ``den``; ``ratio`` says that the facts hold them as fractions."""

    values: pl.Series
    absent: pl.Series | None
    vague: bool
    den: int = 1
    ratio: bool = False

    @cached_property
    def bound(self) -> int:
        """The greatest distance of a number from zero."""
        most, least = self.values.max(), self.values.min()
        return max(abs(int(str(v))) for v in (0 if most is None else most, 0 if least is None else least))


class TableColumns:
    """One table's rows in columns."""

    def __init__(self, frames: Frames, table: Table, rows: list[Record]) -> None:
        self.frames, self.table, self.rows = frames, table, rows
        self.keys: list[Any] = [row.key for row in rows]
        self._cells: dict[str, Cells] = {}

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @cached_property
    def _place(self) -> dict[Any, int]:
        places = {key: position for position, key in enumerate(self.keys)}
        if len(places) != len(self.keys):
            raise NotCompiled("two rows with one key", self.table.name)
        return places

    def position(self, key: Any) -> int:
        """Where the row with a key stands; behind the last row for a key that no row has."""
        place = self._place.get(key)
        if place is None:
            place = self._place[key] = len(self.keys)
            self.keys.append(key)
        return place

    @property
    def key_texts(self) -> pl.Series:
        """The text of every key, those of no row included."""
        return series([str(key) for key in self.keys], str)

    @cached_property
    def key_ranks(self) -> pl.Series:
        """The place of each row among the rows in the order of their keys' text."""
        ranked = sorted(range(self.size), key=lambda position: str(self.keys[position]))
        ranks = [0] * self.size
        for rank, position in enumerate(ranked):
            ranks[position] = rank
        return series(ranks, int)

    def cells(self, name: str) -> Cells:
        """One column."""
        found = self._cells.get(name)
        if found is None:
            found = self._cells[name] = self._read(name)
        return found

    def _read(self, name: str) -> Cells:
        raw = [row.values.get(name) for row in self.rows]
        absent = [value is ABSENT for value in raw]
        values = [None if value is ABSENT else value for value in raw]
        kind = self.table.columns[name].type
        held, den, ratio = self.frames.encoded(values, kind)
        return Cells(
            series(held, held_as(kind.kind)),
            series(absent, bool) if any(absent) else None,
            any(value is None for value in raw),
            den,
            ratio,
        )


class Frames:
    """All facts of one run. ``supplied``: tables that somebody handed in, even if empty."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.vocabulary: Vocabulary = facts.vocabulary
        self.supplied = facts.supplied
        self._tables: dict[str, TableColumns] = {}

    def table(self, name: str) -> TableColumns:
        """One table."""
        found = self._tables.get(name)
        if found is None:
            rows = self.facts.rows(name)
            found = self._tables[name] = TableColumns(self, self.vocabulary.tables[name], rows)
        return found

    def encoded(self, values: list[Any], kind: Type) -> tuple[list[Any], int, bool]:
        """Values as a column of their type holds them, with the denominator of ratios."""
        if kind.kind is Kind.RECORD:
            place = self.table(str(kind.of)).position
            return [None if v is None else place(v) for v in values], 1, False
        if kind.kind is Kind.CATEGORY:
            return self._ranked(values, str(kind.of)), 1, False
        if kind.kind is Kind.DATE:
            return [None if v is None else packed(v) for v in values], 1, False
        if kind.kind is Kind.NUMBER:
            return _ratios(values)
        if held_as(kind.kind) is int:
            _in_range(values)
        return values, 1, False

    def _ranked(self, values: list[Any], category: str) -> list[int | None]:
        members = {m: rank for rank, m in enumerate(self.vocabulary.categories[category].members)}
        try:
            return [None if v is None else members[v] for v in values]
        except KeyError as stranger:
            raise NotCompiled("a word outside its category", str(stranger)) from stranger


def frames_of(facts: Facts) -> Frames:
    """The facts in columns; each is laid out when a rule first asks for it."""
    return Frames(facts)


def _ratios(values: list[Any]) -> tuple[list[int | None], int, bool]:
    known = [v for v in values if v is not None]
    ratios = {isinstance(v, Fraction) for v in known}
    if len(ratios) > 1:
        raise NotCompiled("whole numbers and ratios in one column")
    den = lcm(*{Fraction(v).denominator for v in known}) if known else 1
    scaled = [None if v is None else int(Fraction(v) * den) for v in values]
    _in_range([*scaled, den])
    return scaled, den, True if not ratios else ratios.pop()


def _in_range(values: list[Any]) -> None:
    if any(v is not None and not _LEAST <= v <= _MOST for v in values):
        raise BeyondRange("a number of the facts does not fit into 64 bits")

"""How a value of a type lies in columns, and how it is read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.record import Record
from duixian.language.types import Kind, Type
from duixian.language.unknown import Unknown
from duixian.language.vocabulary import Vocabulary

PER = "/"
"""Ends the name of the column with the denominators of ratios; null there: a whole number."""

_TYPES: Mapping[Kind, Any] = {
    Kind.DATE: pl.Date,
    Kind.MONTH: pl.Int64,
    Kind.BOOL: pl.Boolean,
    Kind.TEXT: pl.String,
    Kind.CATEGORY: pl.String,
    Kind.RECORD: pl.String,
}
_WHOLE = (Kind.DATE, Kind.MONTH, Kind.BOOL, Kind.TEXT, Kind.CATEGORY, Kind.RECORD)


@dataclass(frozen=True, slots=True)
class Kept:
    """A value's columns: ``name`` holds days, words, keys, fen and counts; ``name/`` the denominator of a ratio."""

    name: str
    type: Type

    @property
    def ratio(self) -> bool:
        """Whether the value may be a ratio, and so has a column of denominators."""
        return self.type.kind not in _WHOLE

    def columns(self) -> dict[str, Any]:
        """The columns with their types."""
        found = {self.name: _TYPES.get(self.type.kind, pl.Int64)}
        return {**found, self.name + PER: pl.Int64} if self.ratio else found

    def cells(self, value: Any) -> tuple[Any, int | None]:
        """A value as its columns hold it; null for unknown, none and nothing, which the masks tell apart."""
        if value is None or value is ABSENT or value.__class__ is Unknown:
            return None, None
        if value.__class__ is Fraction:
            return value.numerator, value.denominator
        if value.__class__ is Record:
            return str(value.key), None
        return str(value) if self.type.kind is Kind.RECORD else value, None

    def value(self, row: Mapping[str, Any], vocabulary: Vocabulary, *, whole: bool = False) -> Any:
        """The value of a row; ``whole``: of a record the record itself, not its key. None for null."""
        cell = row[self.name]
        if cell is None:
            return None
        if self.ratio and row[self.name + PER] is not None:
            return Fraction(cell, row[self.name + PER])
        return self._record(cell, vocabulary, whole) if self.type.kind is Kind.RECORD else cell

    def _record(self, cell: str, vocabulary: Vocabulary, whole: bool) -> Any:
        table = vocabulary.tables[str(self.type.of)]
        key = cell if table.key is not None or table.owners else int(cell)
        return Record(table.name, key, {}) if whole else key

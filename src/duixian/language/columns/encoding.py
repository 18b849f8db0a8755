"""Values as records hold them, brought into the arrays of a column."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import polars as pl

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Array, Cells, Texts, Truths, held_as, packed, ranks_held_as
from duixian.language.columns.errors import BeyondRange, NotHeld
from duixian.language.columns.sorting import text_order
from duixian.language.types import Kind
from duixian.language.vocabulary.schema import Category, Column, Vocabulary

_MOST = 2**63 - 1
_SAMPLE = 1000


def encoded(raw: Sequence[Any], column: Column, vocabulary: Vocabulary) -> Cells:
    """A column that is no link. Raises NotHeld: a word outside its category, ratios among whole numbers, a number
    beyond 64 bits."""
    known, absent = emptiness(raw)
    kind = column.type.kind
    if kind is Kind.TEXT:
        return text_cells(
            pl.Series([v if isinstance(v, str) else None for v in raw], dtype=pl.String), absent
        )
    if kind is Kind.CATEGORY:
        return Cells(_ranks(raw, vocabulary.categories[str(column.type.of)]), known, absent)
    if kind is Kind.NUMBER:
        return _ratios(raw, known, absent)
    if kind is Kind.DATE:
        raw = [packed(v) if v else 0 for v in raw]
    return Cells(_numbers(raw, kind), known, absent)


def emptiness(raw: Sequence[Any]) -> tuple[Truths | None, Truths | None]:
    """Where values are known and where they are known to be none; None: everywhere, and nowhere."""
    absent = [value is ABSENT for value in raw]
    known = [value is not None and value is not ABSENT for value in raw]
    return None if all(known) else np.array(known), np.array(absent) if any(absent) else None


def text_cells(texts: pl.Series, absent: Truths | None) -> Cells:
    """Texts (null: unknown or none) as places among the distinct ones."""
    codes, words = _by_sorting(texts) if _mostly_different(texts) else _by_looking_up(texts)
    known = None if not texts.null_count() else texts.is_not_null().to_numpy()
    return Cells(codes, known, absent, texts=Texts(words))


def _mostly_different(texts: pl.Series) -> bool:
    some = texts.head(_SAMPLE)
    return 2 * some.n_unique() > len(some)


def _by_looking_up(texts: pl.Series) -> tuple[Array, pl.Series]:
    words = texts.drop_nulls().unique().sort()
    return texts.cast(pl.Enum(words)).to_physical().fill_null(0).cast(pl.Int32).to_numpy(), words


def _by_sorting(texts: pl.Series) -> tuple[Array, pl.Series]:
    known = np.flatnonzero(texts.is_not_null().to_numpy())
    there = texts.drop_nulls()
    order = text_order(there)
    in_order = there.gather(order)
    new = (in_order != in_order.shift(1)).fill_null(value=True)
    codes = np.zeros(len(texts), np.int32)
    codes[known[order]] = np.cumsum(new.to_numpy(), dtype=np.int32) - 1
    return codes, in_order.filter(new)


def unknown_cells(size: int, column: Column, vocabulary: Vocabulary) -> Cells:
    """A column of which nothing is known."""
    return encoded([None] * size, column, vocabulary)


def _ranks(raw: Sequence[Any], category: Category) -> Array:
    ranks: dict[Any, int] = {member: rank for rank, member in enumerate(category.members)}
    ranks |= {None: 0, ABSENT: 0}
    try:
        return np.array([ranks[value] for value in raw], ranks_held_as(category))
    except KeyError as stranger:
        raise NotHeld("a word outside its category", str(stranger)) from stranger


def _numbers(raw: Sequence[Any], kind: Kind) -> Array:
    held = held_as(kind)
    try:
        return np.array([value or 0 for value in raw], held)
    except OverflowError as error:
        raise BeyondRange("a number of the facts does not fit into 64 bits") from error


def _ratios(raw: Sequence[Any], known: Truths | None, absent: Truths | None) -> Cells:
    there = [v for v in raw if v is not None and v is not ABSENT]
    ratios = {isinstance(v, Fraction) for v in there}
    if len(ratios) > 1:
        raise NotHeld("whole numbers and ratios in one column")
    den = lcm(*{Fraction(v).denominator for v in there})
    if not den <= _MOST:
        raise BeyondRange("a ratio of the facts does not fit into 64 bits")
    scaled = [int(Fraction(v) * den) if v else 0 for v in raw]
    return Cells(_numbers(scaled, Kind.NUMBER), known, absent, den, ratios.pop() if ratios else True)

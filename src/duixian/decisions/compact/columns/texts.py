"""Typed cells as the texts that lists hold: shares of payees, and values of steps as JSON."""

from __future__ import annotations

import json

import polars as pl

from duixian.decisions.compact.columns.cells import Words, found
from duixian.decisions.compact.kept import PER, Kept
from duixian.engines.bulk.reading import Batch
from duixian.engines.bulk.scalar import Scalar
from duixian.language.types import Kind

_VALUE = "value"
_TOP, _BELOW = pl.col(_VALUE).cast(pl.String), pl.col(_VALUE + PER).cast(pl.String)
_FRACTION = pl.when(pl.col(_VALUE + PER) == 1).then(_TOP).otherwise(_TOP + "/" + _BELOW)


def _frame(scalar: Scalar, batch: Batch, words: Words) -> tuple[Kept, pl.DataFrame]:
    kept = Kept(_VALUE, scalar.kind)
    return kept, pl.DataFrame(dict(found(kept, scalar, batch, words).cells))


def shares(scalar: Scalar, batch: Batch, words: Words) -> pl.Series:
    """Fractions as texts: 1, 1/2."""
    _, frame = _frame(scalar, batch, words)
    whole = pl.col(_VALUE + PER).is_null()
    return frame.select(pl.when(whole).then(_TOP).otherwise(_FRACTION)).to_series()


def keys(scalar: Scalar, batch: Batch, words: Words) -> pl.Series:
    """Keys of records, or texts, as texts."""
    _, frame = _frame(scalar, batch, words)
    return frame[_VALUE].cast(pl.String)


def as_json(scalar: Scalar, batch: Batch, words: Words) -> pl.Series:
    """Values as a decision's JSON holds them; null for unknown and for none."""
    kept, frame = _frame(scalar, batch, words)
    kind = kept.type.kind
    if kind in (Kind.TEXT, Kind.CATEGORY, Kind.RECORD):
        return _quoted(frame[_VALUE].cast(pl.String))
    cell = pl.col(_VALUE).cast(pl.String)
    if kind is Kind.DATE:
        cell = '"' + cell + '"'
    elif kept.ratio:
        cell = pl.when(pl.col(_VALUE + PER).is_null()).then(_TOP).otherwise('"' + _FRACTION + '"')
    return frame.select(cell.fill_null("null")).to_series()


def _quoted(texts: pl.Series) -> pl.Series:
    distinct = texts.unique().drop_nulls()
    said = pl.Series([json.dumps(text, ensure_ascii=False) for text in distinct], dtype=pl.String)
    return texts.replace_strict(distinct, said, default="null", return_dtype=pl.String).fill_null("null")

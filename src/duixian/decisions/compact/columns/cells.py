"""Arrays as the file's cells: packed days as days, codes as words, positions as keys, ratios reduced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from duixian.decisions.compact.kept import PER, Kept
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.reading import Batch
from duixian.engines.bulk.scalar import Scalar
from duixian.language.types import Kind

_YEAR, _MONTH = 372, 31
"""Days of a packed year and month (see ``language.columns``)."""
_EPOCH = 1970 * 12


class Words:
    """The texts that codes stand for, by what they are codes of; each list is laid out once."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._members: dict[str, pl.Series] = {}
        self._keys: dict[str, pl.Series] = {}

    def of(self, kind: Kind, name: str) -> pl.Series:
        """The words of texts, of a category's members, or of a table's keys."""
        if kind is Kind.TEXT:
            return self._frames.words.series
        if kind is Kind.RECORD:
            return self.keys(name)
        found = self._members.get(name)
        if found is None:
            members = self._frames.vocabulary.categories[name].members
            found = self._members[name] = pl.Series(list(members), dtype=pl.String)
        return found

    def keys(self, name: str) -> pl.Series:
        """The keys of a table, those that no row has included."""
        table = self._frames.table(name)
        found = self._keys.get(name)
        if found is None or len(found) != table.positions:
            found = self._keys[name] = table.keys.rechunk()
        return found


@dataclass(frozen=True, eq=False)
class Found:
    """A value in some rows: its cells by column, and where it is unknown, none, or a whole record (None: nowhere)."""

    cells: Mapping[str, pl.Series]
    unknown: Array | None
    none: Array | None
    whole: Array | None


def found(kept: Kept, scalar: Scalar, batch: Batch, words: Words) -> Found:
    """A value as the file holds it."""
    values, known = batch.array(scalar.value)
    none = None
    if known is not None and scalar.absent is not None:
        none = batch.array(scalar.absent)[0] & ~known
    unknown = None if known is None else ~known if none is None else ~(known | none)
    whole = None
    if kept.type.kind is Kind.RECORD and not scalar.bare:
        whole = np.ones(len(values), bool) if known is None else known
    cells = _numbers(kept, scalar, batch) if kept.ratio else {kept.name: _words(kept, values, known, words)}
    return Found(cells, unknown, none, whole)


def _words(kept: Kept, values: Array, known: Array | None, words: Words) -> pl.Series:
    kind = kept.type.kind
    if kind is Kind.DATE:
        return masked(days(values), known)
    if kind is Kind.BOOL:
        return masked(pl.Series(values.astype(bool)), known)
    if kind is Kind.MONTH:
        return masked(pl.Series(values.astype(np.int64)), known)
    return gathered(words.of(kind, str(kept.type.of)), values, known)


def gathered(texts: pl.Series, codes: Array, known: Array | None) -> pl.Series:
    """The texts of codes; null where they are not known."""
    if known is not None:
        codes = np.where(known, codes, 0)
    if not len(texts):
        return pl.Series([None] * len(codes), dtype=pl.String)
    return masked(texts.gather(pl.Series(codes.astype(np.uint32))), known)


def days(packed: Array) -> pl.Series:
    """Packed days as days."""
    months, day = np.divmod(packed.astype(np.int64), _MONTH)
    firsts = (months - _EPOCH).astype("datetime64[M]").astype("datetime64[D]")
    return pl.Series((firsts.astype(np.int64) + day).astype(np.int32)).cast(pl.Date)


def masked(cells: pl.Series, known: Array | None) -> pl.Series:
    """Null where it is not known."""
    if known is None:
        return cells
    frame = pl.DataFrame({"cell": cells, "known": pl.Series(np.ascontiguousarray(known, dtype=bool))})
    return frame.select(pl.when("known").then("cell")).to_series()


def _numbers(kept: Kept, scalar: Scalar, batch: Batch) -> dict[str, pl.Series]:
    """Numerators and denominators in their lowest terms; of what is held as a whole number no denominator."""
    values, known = batch.array(scalar.value)
    values = values.astype(np.int64)
    den, ratio = _part(scalar.den, batch), _part(scalar.ratio, batch)
    if known is not None:
        values = np.where(known, values, 0)
        den = np.where(known, den, 1)
    if scalar.ratio is False:
        whole = values if scalar.den == 1 else values // den
        empty = pl.Series([None], dtype=pl.Int64).new_from_index(0, len(values))
        return {kept.name: masked(pl.Series(whole), known), kept.name + PER: empty}
    common = np.gcd(values, den)
    top, below = values // common, np.broadcast_to(den // common, values.shape)
    top = np.where(ratio, top, values // den)
    shown = np.broadcast_to(np.asarray(ratio, bool), values.shape)
    shown = shown if known is None else shown & known
    return {kept.name: masked(pl.Series(top), known), kept.name + PER: masked(pl.Series(below), shown)}


def _part(part: Any, batch: Batch) -> Any:
    if isinstance(part, int):
        return part
    values, known = batch.array(part)
    return values if known is None else np.where(known, values, values.dtype.type(1))

"""Compiled values of keys, figures and tests in some rows, as settlement looks at them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl

from duixian.engines.bulk.reading import worked_out
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.settle.codes import Part
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.engines.bulk.settle.texts import KeyTexts
from duixian.engines.bulk.space import Space
from duixian.language.nodes import Expr
from duixian.language.types import Kind


def part_in(scalar: Scalar, space: Space, rows: Array, node: Expr) -> Part:
    """A key's value in some rows of a space."""
    found = worked_out(scalar, space, rows)
    absent = None if found.absent is None else found.absent & ~_known(found.known, len(rows))
    unknown = None if found.known is None else ~found.known & ~_known_none(absent, len(rows))
    kind, frames = node.type.kind, space.frames
    values = found.values.astype(np.int64)
    if kind is Kind.TEXT:
        return Part("text", values, unknown, absent, frames.words.texts)
    if kind is Kind.RECORD:
        return Part("text", values, unknown, absent, KeyTexts(frames.table(str(node.type.of))))
    if kind is Kind.CATEGORY:
        members = frames.vocabulary.categories[str(node.type.of)].members
        return Part("text", values, unknown, absent, members)
    if kind is Kind.DATE:
        return Part("date", values, unknown, absent)
    if isinstance(found.den, int):
        return Part("number", values, unknown, absent, None, found.den)
    return _over_one(values, found.den, unknown, absent)


def ranks_of(texts: pl.Series) -> Array:
    """The rank of each text among some by its code points."""
    return texts.rank("dense").to_numpy().astype(np.int64)


def _over_one(values: Array, dens: Array, unknown: Truths | None, absent: Truths | None) -> Part:
    """Quotients whose denominators differ from row to row, over one that all share."""
    den = int(np.lcm.reduce(np.maximum(dens.astype(object), 1))) if len(dens) else 1
    whole = [int(Fraction(int(v), int(d)) * den) for v, d in zip(values, np.maximum(dens, 1), strict=True)]
    return Part("number", np.array(whole, np.int64), unknown, absent, None, den)


def _known(known: Truths | None, size: int) -> Truths:
    return np.ones(size, bool) if known is None else known


def _known_none(absent: Truths | None, size: int) -> Truths:
    return np.zeros(size, bool) if absent is None else absent

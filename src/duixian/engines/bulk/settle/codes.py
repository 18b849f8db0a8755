"""Values of keys as numbers: equal numbers for equal values, whatever measure or partition they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import polars as pl

from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.engines.bulk.settle.texts import KeyTexts, texts_at

_MOST = 2**62


@dataclass(frozen=True, eq=False)
class Part:
    """One key of a rule for each case. ``values``: whole numbers, over ``den``, or places in ``texts``.

    ``sort``: values of different sorts (a text, a date, a number) are never equal. ``unknown`` and ``absent``:
    where it is not known, and where there is none (None: nowhere)."""

    sort: str
    values: Array
    unknown: Truths | None = None
    absent: Truths | None = None
    texts: Sequence[str] | None = None
    den: int = 1

    def __len__(self) -> int:
        return len(self.values)

    def at(self, rows: Array) -> Part:
        """The same of some rows."""
        return replace(
            self, values=self.values[rows], unknown=_at(self.unknown, rows), absent=_at(self.absent, rows)
        )


def flagged(flags: Iterable[Truths | None], size: int) -> Truths:
    """Where any of the flags is set."""
    found = np.zeros(size, bool)
    for flag in flags:
        if flag is not None:
            found |= flag
    return found


def coded(parts: Sequence[Part]) -> Array:
    """A number for each value of several parts, one after another; −1 where it is not known or there is none."""
    if not parts:
        return np.zeros(0, np.int64)
    found = _by_text(parts) if any(p.texts is not None for p in parts) else _by_number(parts)
    hidden = [flagged((part.unknown, part.absent), len(part)) for part in parts]
    return np.where(np.concatenate(hidden), -1, found)


def ranked(parts: Sequence[Part], size: int) -> Array:
    """The rank of each row by several values, the first one first; −1 where any is unknown or none."""
    codes = [np.where(flagged((p.unknown, p.absent), size), -1, _ranks(p.values)) for p in parts]
    return combined(codes, size)


def compact(values: Array) -> Array:
    """Numbers of any size in 64 bits, in the same order."""
    return _ranks(values) if values.dtype == object else values


def _ranks(values: Array) -> Array:
    ranks: Array = np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return ranks


def ordered(part: Part) -> Array:
    """Numbers in the order of the values; texts by their code points."""
    if part.texts is None:
        return part.values
    places, back = np.unique(_shown(part), return_inverse=True)
    return texts_at(part.texts, places).rank("dense").to_numpy().astype(np.int64)[back.reshape(-1)]


def combined(codes: Sequence[Array], size: int) -> Array:
    """One number for each row's codes together, in the order of the codes; −1 where any of them is."""
    found, span = np.zeros(size, np.int64), 1
    for code in map(_packed_close, codes):
        wide = int(code.max(initial=0)) + 2
        if span > _MOST // wide:
            found = _ranks(found)
            span = size + 1
        found, span = found * wide + code + 1, span * wide
    hidden = np.zeros(size, bool)
    for code in codes:
        hidden |= code < 0
    return np.where(hidden, -1, _ranks(found))


def _packed_close(code: Array) -> Array:
    """The codes themselves, or their ranks where they lie far apart; −1 stays."""
    if int(code.max(initial=0)) <= 4 * len(code):
        return code
    return _ranks(np.append(code, -1))[:-1] - 1


def _by_number(parts: Sequence[Part]) -> Array:
    sorts = {part.sort for part in parts}
    if len(sorts) == 1 and len({part.den for part in parts}) == 1:
        return _dense(np.concatenate([part.values for part in parts]))
    seen: dict[tuple[str, Fraction], int] = {}
    marks = ((part.sort, Fraction(int(v), part.den)) for part in parts for v in part.values)
    return np.array([seen.setdefault(mark, len(seen)) for mark in marks], np.int64)


def _dense(values: Array) -> Array:
    low = int(values.min(initial=0))
    if low >= 0 and int(values.max(initial=0)) < _MOST:
        return values.astype(np.int64)
    return _ranks(values)


def _by_text(parts: Sequence[Part]) -> Array:
    """Codes by what the values say; those that are no text are told apart by their sort."""
    first = parts[0].texts
    if all(_same(part.texts, first) for part in parts):
        return np.concatenate([part.values for part in parts]).astype(np.int64)
    places = [np.unique(_shown(part), return_inverse=True) for part in parts]
    said = [
        texts_at(part.texts, used)
        for part, (used, _) in zip(parts, places, strict=True)
        if part.texts is not None
    ]
    ranks = pl.concat(said).rank("dense").to_numpy().astype(np.int64)
    found, start, seen = [], 0, dict[tuple[str, Fraction], int]()
    for part, (used, back) in zip(parts, places, strict=True):
        if part.texts is None:
            marks = ((part.sort, Fraction(int(value), part.den)) for value in used)
            codes = np.array([len(ranks) + 1 + seen.setdefault(mark, len(seen)) for mark in marks], np.int64)
        else:
            codes, start = ranks[start : start + len(used)], start + len(used)
        found.append(codes[back.reshape(-1)] if len(codes) else np.zeros(len(part), np.int64))
    return np.concatenate(found)


def _shown(part: Part) -> Array:
    """Its values; what stands in an empty cell is no place, and is taken for the first."""
    hidden = flagged((part.unknown, part.absent), len(part))
    return np.where(hidden, 0, part.values) if hidden.any() else part.values


def _same(one: Sequence[str] | None, other: Sequence[str] | None) -> bool:
    """Whether places in two mean the same text because they are one."""
    return one is other or (
        isinstance(one, KeyTexts) and isinstance(other, KeyTexts) and one.table is other.table
    )


def _at(flag: Truths | None, rows: Array) -> Truths | None:
    return None if flag is None else flag[rows]

"""Values of keys as numbers: equal numbers for equal values, whatever measure or partition they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from duixian.engines.bulk.settle.segments import Array, Truths

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


def _ranks(values: Array) -> Array:
    ranks: Array = np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return ranks


def ordered(part: Part) -> Array:
    """Numbers in the order of the values; texts by their code points."""
    if part.texts is None:
        return part.values
    places, back = np.unique(part.values, return_inverse=True)
    texts = [part.texts[place] if place < len(part.texts) else "" for place in places.tolist()]
    ranks = {text: rank for rank, text in enumerate(sorted(set(texts)))}
    return np.array([ranks[text] for text in texts], np.int64)[back.reshape(-1)]


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
        return _dense(np.concatenate([part.values for part in parts]).astype(np.int64))
    seen: dict[tuple[str, Fraction], int] = {}
    marks = ((part.sort, Fraction(int(v), part.den)) for part in parts for v in part.values)
    return np.array([seen.setdefault(mark, len(seen)) for mark in marks], np.int64)


def _dense(values: Array) -> Array:
    low = int(values.min(initial=0))
    if low >= 0 and int(values.max(initial=0)) < _MOST:
        return values
    return _ranks(values)


def _by_text(parts: Sequence[Part]) -> Array:
    first = parts[0].texts
    if all(part.texts is first or _of_one_table(part.texts, first) for part in parts):
        return np.concatenate([part.values for part in parts]).astype(np.int64)
    seen: dict[object, int] = {}
    return np.concatenate([_told(part, seen) for part in parts])


def _of_one_table(one: Sequence[str] | None, other: Sequence[str] | None) -> bool:
    """Whether two are the keys of the same table; other texts are compared one by one."""
    return one.__class__.__hash__ is not None and not isinstance(one, str | tuple) and one == other


def _told(part: Part, seen: dict[object, int]) -> Array:
    """Codes by what the values say, in a dictionary that several parts share."""
    places, back = np.unique(part.values, return_inverse=True)
    texts = part.texts
    marks: Iterable[object]
    if texts is None:
        marks = ((part.sort, Fraction(int(place), part.den)) for place in places)
    else:
        # What stands in an empty cell is no place.
        marks = (texts[place] if place < len(texts) else "" for place in places.tolist())
    codes = np.array([seen.setdefault(mark, len(seen)) for mark in marks], np.int64)
    return codes[back.reshape(-1)] if len(codes) else np.zeros(0, np.int64)


def _at(flag: Truths | None, rows: Array) -> Truths | None:
    return None if flag is None else flag[rows]

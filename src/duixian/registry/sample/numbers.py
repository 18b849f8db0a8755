"""ID numbers and accounts of many persons, with their check digits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import polars as pl

from duixian.registry.sample.calendar import FIRST_DAY, iso_days
from duixian.registry.sample.cells import chosen, joined, listed, number_cells
from duixian.registry.sample.throws import Ints, Throws

_BANK = "622848"
_HALF = 10**6
_WEIGHTS = [2**power % 11 for power in range(17, 0, -1)]  # ISO 7064, MOD 11-2, as GB 11643 wants it
_CHECK_DIGITS = "10X98765432"
_CHECKS = listed(_CHECK_DIGITS)


def _weighed(texts: Sequence[str], first: int) -> Ints:
    """The sums of the digits of texts that stand from a place of an ID number on, weighed as its check wants."""
    digits = np.frombuffer("".join(texts).encode("ascii"), np.uint8).astype(np.int64) - ord("0")
    width = len(texts[0])
    sums: Ints = digits.reshape(len(texts), width) @ np.array(_WEIGHTS[first : first + width])
    return sums


class IdNumbers:
    """ID numbers of the counties of ``codes``: the sums of each part are looked up, not worked out again."""

    def __init__(self, codes: Sequence[str]) -> None:
        days = [day.replace("-", "") for day in iso_days()]
        sequences = [f"{n:03d}" for n in range(1000)]
        self._parts = [(listed(t), _weighed(t, at)) for t, at in ((codes, 0), (days, 6), (sequences, 14))]

    def cells(self, regions: Ints, births: Ints, sequences: Ints) -> pl.Series:
        """The numbers of persons by county (place among the codes), day of birth (ordinal) and sequence."""
        places = (regions, births - FIRST_DAY, sequences)
        sums = [weighed[at] for (_, weighed), at in zip(self._parts, places, strict=True)]
        total = np.sum(sums, axis=0) % len(_CHECK_DIGITS)
        parts = [chosen(texts, at) for (texts, _), at in zip(self._parts, places, strict=True)]
        return joined(*parts, chosen(_CHECKS, total))


def account_cells(throws: Throws, who: Ints) -> pl.Series:
    """Nineteen digits whose last one is the check digit of bank cards."""
    low = throws.bits(who)
    number = low | ((throws.bits(who) >> 25) << 32)
    sums = _luhn_sums()
    total = int(sums[int(_BANK)]) + sums[number // _HALF] + sums[number % _HALF]
    return number_cells(_BANK, number * 10 + -total % 10, 13)


def _doubled(digit: Ints) -> Ints:
    return np.where(digit < 5, 2 * digit, 2 * digit - 9)


@cache
def _luhn_sums() -> Ints:
    """The sums of all numbers of six digits; every other digit, the last one first, counts double."""
    numbers = np.arange(_HALF)
    total = np.zeros(_HALF, np.int64)
    for place in range(6):
        digit = numbers // 10**place % 10
        total += digit if place % 2 else _doubled(digit)
    return total

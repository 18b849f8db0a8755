"""Targets met by construction: who is high-skilled, and at the end of which year a person is first counted.

Of the N persons asked for, every one holds a valid level certificate and is insured in the district at the end
of the target year (but for ``outside_share``). Of every N, the first H in an even spread are high-skilled. The
r-th of them is counted from the year whose end has more than r of the H by the growth asked for, r taken in an
order (multiples of the golden ratio) that is even over every stretch; so each year end has the right number.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from duixian.registry.sample.dice import SPAN
from duixian.registry.sample.profile import Targets
from duixian.registry.sample.throws import Flags, Ints

_GOLDEN = 2654435769  # 2³² divided by the golden ratio


class Headcounts:
    """The parts of ``persons`` persons under some targets."""

    def __init__(self, persons: int, targets: Targets) -> None:
        self._persons = persons
        self.high_skilled = high_skilled_of(persons, targets)
        years = range(targets.base_year, targets.year + 1)
        self._years: Ints = np.array(years)
        growth = 1 + targets.target_growth.share
        self._counted = [int(SPAN / growth ** (targets.year - year)) for year in years]

    def places(self, indices: Ints) -> tuple[Flags, Ints]:
        """The parts of the persons with some indices from 0 to below the number of persons: whether they are
        high-skilled, and the first year at whose end they count; the base year stands for that or any before."""
        before = indices * self.high_skilled // self._persons
        high = (indices + 1) * self.high_skilled // self._persons > before
        rank = np.where(high, before, indices - before)
        years = np.searchsorted(self._counted, rank * _GOLDEN % SPAN, side="right")
        return high, self._years[np.minimum(years, len(self._years) - 1)]


def high_skilled_of(persons: int, targets: Targets) -> int:
    """How many of the persons are high-skilled: the greater of both targets, and the margin above it."""
    wanted = Fraction(targets.target_high_skilled, targets.target_skilled_total)
    share = max(wanted, targets.target_high_share.share) * (1 + targets.margin.share)
    return min(persons, -(-persons * share.numerator // share.denominator))

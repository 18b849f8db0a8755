"""Targets met by construction: who is high-skilled, and at the end of which year a person is first counted.

Of the N persons asked for, every one holds a valid level certificate and is insured in the district at the end
of the target year (but for ``outside_share``). Of every N, the first H in an even spread are high-skilled. The
r-th of them is counted from the year whose end has more than r of the H by the growth asked for, r taken in an
order (multiples of the golden ratio) that is even over every stretch; so each year end has the right number.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from duixian.registry.sample.dice import SPAN
from duixian.registry.sample.profile import Targets

_GOLDEN = 2654435769  # 2³² divided by the golden ratio


@dataclass(frozen=True, slots=True)
class Place:
    """A person's part in the headcounts. ``year``: the first at whose end the person counts; the base year
    stands for that year or any before it."""

    high: bool
    year: int


class Headcounts:
    """The parts of ``persons`` persons under some targets."""

    def __init__(self, persons: int, targets: Targets) -> None:
        self._persons = persons
        self.high_skilled = high_skilled_of(persons, targets)
        self._years = range(targets.base_year, targets.year + 1)
        growth = 1 + targets.target_growth.share
        self._counted = [int(SPAN / growth ** (targets.year - year)) for year in self._years]

    def place(self, index: int) -> Place:
        """The part of the person with an index from 0 to below the number of persons."""
        before = index * self.high_skilled // self._persons
        high = (index + 1) * self.high_skilled // self._persons > before
        rank = before if high else index - before
        return Place(high, self._year(rank * _GOLDEN % SPAN))

    def _year(self, position: int) -> int:
        for year, counted in zip(self._years, self._counted, strict=True):
            if position < counted:
                return year
        return self._years[-1]


def high_skilled_of(persons: int, targets: Targets) -> int:
    """How many of the persons are high-skilled: the greater of both targets, and the margin above it."""
    wanted = Fraction(targets.target_high_skilled, targets.target_skilled_total)
    share = max(wanted, targets.target_high_share.share) * (1 + targets.margin.share)
    return min(persons, -(-persons * share.numerator // share.denominator))

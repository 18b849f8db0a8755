"""The levels a person rises through, each with the day of its certificate."""

from __future__ import annotations

import numpy as np

from duixian.registry.sample.calendar import YEAR, day_of
from duixian.registry.sample.cells import NONE
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.skills import JUNIOR, LEVELS, MIDDLE, SENIOR, SPECIAL, rank
from duixian.registry.sample.throws import Ints, Throws

_EIGHT_GRADES = day_of(2022, 3, 18)  # the first day of grades above 高级技师


class Ladders:
    """Columns by rank (0 is no level): the day on which each person got the level, NONE where never."""

    def __init__(self, profile: Profile) -> None:
        self._high: Weighted[str] = Weighted(profile.levels.high)
        self._high_ranks: Ints = np.array([rank(level) for level in self._high.things])
        self._other: Weighted[str] = Weighted(profile.levels.other)
        self._only_junior = np.array([level == JUNIOR for level in self._other.things])
        self._as_of = profile.as_of.toordinal()

    def high(self, throws: Throws, who: Ints, senior: Ints) -> Ints:
        """Up to the level wanted; ``senior`` is the day of 高级工."""
        days = np.full((len(who), len(LEVELS)), NONE)
        days[:, rank(SENIOR)] = senior
        below = np.flatnonzero(throws.below(who, 4))
        middle = senior[below] - throws.between(who[below], 2 * YEAR, 5 * YEAR)
        days[below, rank(MIDDLE)] = middle
        lowest = np.flatnonzero(throws.below(who[below], 3) == 0)
        years = throws.between(who[below[lowest]], 2 * YEAR, 4 * YEAR)
        days[below[lowest], rank(JUNIOR)] = middle[lowest] - years
        wanted = self._high_ranks[throws.draw(who, self._high)]
        self._climb(throws, who, wanted, days)
        return days

    def _climb(self, throws: Throws, who: Ints, wanted: Ints, days: Ints) -> None:
        day = days[:, rank(SENIOR)].copy()
        going = np.arange(len(who))
        for level in range(rank(SENIOR) + 1, len(LEVELS)):
            going = going[wanted[going] >= level]
            day[going] += throws.between(who[going], 3 * YEAR, 7 * YEAR)
            if LEVELS[level] == SPECIAL:
                day[going] = np.maximum(day[going], _EIGHT_GRADES + throws.below(who[going], 900))
            going = going[day[going] <= self._as_of]
            days[going, level] = day[going]

    def low(self, throws: Throws, who: Ints, first: Ints) -> Ints:
        """初级工 or 中级工, some the one after the other; ``first`` is the day of the first certificate."""
        days = np.full((len(who), len(LEVELS)), NONE)
        junior = self._only_junior[throws.draw(who, self._other)]
        rest = np.flatnonzero(~junior)
        after = first[rest] + throws.between(who[rest], 2 * YEAR, 4 * YEAR)
        both = (throws.below(who[rest], 2) > 0) & (after <= self._as_of)
        days[rest, rank(MIDDLE)] = np.where(both, after, first[rest])
        junior[rest[both]] = True
        days[junior, rank(JUNIOR)] = first[junior]
        return days

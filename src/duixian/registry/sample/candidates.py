"""Persons drawn for something rare: looked for at random until one fits, never all persons at once.

Of a large registry only an even spread of persons is kept for this, in runs that hold both of a household.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl

from duixian.registry.sample.careers import Careers
from duixian.registry.sample.dice import Dice
from duixian.registry.sample.people import PARTNER
from duixian.registry.sample.profile import FULL_COUNTS
from duixian.registry.sample.skills import rank
from duixian.registry.sample.slots import Slots
from duixian.registry.sample.throws import Flags, Ints

_TRIES = 400
_RUN = 2 * PARTNER
_KEPT = 500 * 1000
"""All persons are kept in registries of fewer persons; of larger ones about so many."""


@dataclass(slots=True)
class Kept:
    """What is asked of candidates, side by side."""

    id_numbers: pl.Series
    names: pl.Series
    households: Ints
    occupations: Ints
    jobs: Slots
    certificates: Slots

    @classmethod
    def of(cls, careers: Careers, persons: int) -> Self:
        """Those of some careers that a registry of so many persons keeps."""
        who = np.flatnonzero(_is_kept(careers.indices, persons))
        people = careers.persons.taken(who)
        own = careers.occupations[who], careers.jobs.taken(who), careers.certificates.taken(who)
        return cls(people.id_numbers, people.names, people.households, *own)

    @classmethod
    def together(cls, parts: Iterable[Self]) -> Self:
        """All of them, in order."""
        held = list(parts)
        return cls(
            pl.concat([part.id_numbers for part in held]),
            pl.concat([part.names for part in held]),
            np.concatenate([part.households for part in held]),
            np.concatenate([part.occupations for part in held]),
            Slots.together([part.jobs for part in held]),
            Slots.together([part.certificates for part in held]),
        )


def _is_kept(indices: Ints, persons: int) -> Flags:
    kept: Flags = (indices < persons) & (indices // _RUN % (1 + persons // _KEPT) == 0)
    return kept


class Candidate:
    """One person. ``place``: where the person stands among those kept."""

    def __init__(self, place: int, among: Candidates) -> None:
        self.place = place
        self._kept, self._employers = among.kept, among.employers
        self.id_number: str = self._kept.id_numbers[place]
        self.name: str = self._kept.names[place]
        self.has_household = bool(self._kept.households[place] >= 0)
        self.occupation = among.occupations[int(self._kept.occupations[place])]

    def employer_on(self, day: int) -> str:
        """The credit code of the employer on a day, or empty."""
        job = self._job_on(day)
        return "" if job is None else str(self._employers[int(self._kept.jobs["employer"][self.place, job])])

    def fits(self, day: int, least: str) -> bool:
        """Whether the person has a level and works in the district on a day."""
        job = self._job_on(day)
        local = job is not None and bool(self._kept.jobs["local"][self.place, job])
        return local and self._rank_on(day) >= rank(least)

    def _job_on(self, day: int) -> int | None:
        jobs, at = self._kept.jobs, self.place
        starts, ends = jobs["start"][at], jobs["end"][at]
        return next((n for n in range(jobs.count[at]) if starts[n] <= day <= ends[n]), None)

    def _rank_on(self, day: int) -> int:
        held, at = self._kept.certificates, self.place
        levels, issued = held["level"][at], held["issued"][at]
        return max((int(levels[n]) for n in range(held.count[at]) if issued[n] <= day), default=0)


class Candidates:
    """Draws persons by what they are on a day."""

    def __init__(self, persons: int, kept: Kept, employers: pl.Series, occupations: list[str]) -> None:
        """``employers``: the credit codes of all; ``occupations``: the names of the profile's."""
        self.kept, self.employers, self.occupations = kept, employers, occupations
        self._persons = persons

    def scaled(self, count: int) -> int:
        """A count of the profile for the size of this registry: at least one, never more than it says."""
        return max(1, count * min(self._persons, FULL_COUNTS) // FULL_COUNTS)

    def person(self, throw: Dice, day: int, least: str, taken: set[int]) -> Candidate | None:
        """Somebody with at least a level and a job in the district on a day who is not among those taken."""
        return self._find(throw, lambda one: one.fits(day, least), taken)

    def people(self, throw: Dice, day: int, least: str, count: int) -> list[Candidate]:
        """Up to ``count`` different persons of that kind."""
        taken: set[int] = set()
        found = (self.person(throw, day, least, taken) for _ in range(count))
        return [one for one in found if one is not None]

    def couple(
        self, throw: Dice, day: int, least: str, taken: set[int]
    ) -> tuple[Candidate, Candidate] | None:
        """Two of one household who both fit."""
        first = self._find(throw, lambda one: self._both_fit(one, day, least), taken)
        if first is None:
            return None
        second = Candidate(first.place ^ PARTNER, self)
        taken.add(second.place)
        return first, second

    def _both_fit(self, one: Candidate, day: int, least: str) -> bool:
        partner = one.place ^ PARTNER
        if not one.has_household or partner >= len(self.kept.occupations):
            return False
        return one.fits(day, least) and Candidate(partner, self).fits(day, least)

    def _find(self, throw: Dice, test: Callable[[Candidate], bool], taken: set[int]) -> Candidate | None:
        for _ in range(_TRIES):
            place = throw.below(len(self.kept.occupations))
            if place not in taken and test(one := Candidate(place, self)):
                taken.add(place)
                return one
        return None

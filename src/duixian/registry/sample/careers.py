"""Careers that make sense: levels in their order with years between, one job after the other.

A career is a function of seed and index alone; those of a stretch of indices stand side by side (``career_making``
makes them). Days are ordinals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from duixian.registry.sample.people import Persons
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.slots import Slots
from duixian.registry.sample.throws import Ints, Throws

LASTING = 1 << 30
"""The end of a job that has none."""
PLAIN, SPECIAL_ABILITY, SPECIAL_WORK = range(3)
"""Kinds of certificates: of a level, whose kind follows from the day, and two without a level."""
JOB = ("employer", "start", "end", "local")
CERTIFICATE = ("occupation", "level", "issued", "kind")


@dataclass(slots=True)
class Careers:
    """Careers side by side. Jobs by ``JOB``, certificates by ``CERTIFICATE`` (levels by rank, 0 for none);
    ``local``: counted as insured in the district. ``throws``: the persons' own dice, in progress."""

    indices: Ints
    throws: Throws
    persons: Persons
    occupations: Ints
    jobs: Slots
    certificates: Slots

    def job_on(self, who: Ints, days: Ints) -> Ints:
        """The place of the job held on a day by each of some persons; -1 for none."""
        found = np.full(len(who), -1)
        for place in reversed(range(self.jobs.width)):
            there = (self.jobs.count[who] > place) & (self.jobs["start"][who, place] <= days)
            found[there & (days <= self.jobs["end"][who, place])] = place
        return found

    def employer_on(self, who: Ints, days: Ints) -> Ints:
        """The employer of each on a day; -1 for none."""
        job = self.job_on(who, days)
        return np.where(job < 0, -1, self.jobs["employer"][who, np.maximum(job, 0)])

    def level_on(self, who: Ints, days: Ints) -> Ints:
        """The rank of the highest level each holds on a day."""
        best = np.zeros(len(who), np.int64)
        for place in range(self.certificates.width):
            there = (self.certificates.count[who] > place) & (self.certificates["issued"][who, place] <= days)
            best = np.maximum(best, np.where(there, self.certificates["level"][who, place], 0))
        return best


@dataclass(slots=True)
class Sizes:
    """How many persons of which kind: those asked for come first, then those who have no certificate, then
    those who left."""

    persons: int
    unskilled: int
    former: int

    @classmethod
    def of(cls, persons: int, profile: Profile) -> Self:
        """Shares of the persons asked for."""
        size = profile.size
        extra = size.unskilled_extra.share, size.former_extra.share
        return cls(persons, int(persons * extra[0]), int(persons * extra[1]))

    @property
    def total(self) -> int:
        """All persons in the registers."""
        return self.persons + self.unskilled + self.former

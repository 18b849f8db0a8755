"""Persons drawn for something rare: looked for at random until one fits, never all persons at once."""

from __future__ import annotations

from collections.abc import Callable

from duixian.registry.sample.careers import Career, Careers, rank
from duixian.registry.sample.dice import Dice
from duixian.registry.sample.people import partner_of
from duixian.registry.sample.profile import FULL_COUNTS

_TRIES = 400

Test = Callable[[Career], bool]


class Candidates:
    """Draws persons by what they are on a day."""

    def __init__(self, careers: Careers) -> None:
        self._careers = careers

    def scaled(self, count: int) -> int:
        """A count of the profile for the size of this registry: at least one, never more than it says."""
        return max(1, count * min(self._careers.persons, FULL_COUNTS) // FULL_COUNTS)

    def person(self, throw: Dice, day: int, least: str, taken: set[int]) -> Career | None:
        """Somebody with at least a level and a job in the district on a day who is not among those taken."""
        return self._find(throw, lambda career: fits(career, day, least), taken)

    def people(self, throw: Dice, day: int, least: str, count: int) -> list[Career]:
        """Up to ``count`` different persons of that kind."""
        taken: set[int] = set()
        found = (self.person(throw, day, least, taken) for _ in range(count))
        return [career for career in found if career is not None]

    def couple(self, throw: Dice, day: int, least: str, taken: set[int]) -> tuple[Career, Career] | None:
        """Two of one household who both fit."""
        first = self._find(throw, lambda career: self._partner_fits(career, day, least), taken)
        if first is None:
            return None
        second = self._careers.career(partner_of(first.index))
        taken.add(second.index)
        return first, second

    def _partner_fits(self, career: Career, day: int, least: str) -> bool:
        partner = partner_of(career.index)
        if not career.person.household or partner >= self._careers.persons:
            return False
        return fits(career, day, least) and fits(self._careers.career(partner), day, least)

    def _find(self, throw: Dice, test: Test, taken: set[int]) -> Career | None:
        for _ in range(_TRIES):
            index = throw.below(self._careers.persons)
            if index not in taken and test(career := self._careers.career(index)):
                taken.add(index)
                return career
        return None


def fits(career: Career, day: int, least: str) -> bool:
    """Whether a person has a level and works in the district on a day."""
    job = career.job_on(day)
    return job is not None and job.local and rank(career.level_on(day)) >= rank(least)


def employer_on(career: Career, day: int) -> str:
    """The credit code of the employer on a day, or empty."""
    job = career.job_on(day)
    return "" if job is None else job.employer.code

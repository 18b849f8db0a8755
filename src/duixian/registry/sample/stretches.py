"""The stretches a registry is made in: employers, then persons, then what few persons have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from duixian.registry.sample.candidates import Candidates, Kept
from duixian.registry.sample.career_making import CareerMaker
from duixian.registry.sample.careers import Careers, Sizes
from duixian.registry.sample.contests import Contests
from duixian.registry.sample.employers import EmployerMaker, numbers_of
from duixian.registry.sample.happenings import Happenings
from duixian.registry.sample.hiring import EmployerColumns, Hiring, columns_of
from duixian.registry.sample.honours import Honours
from duixian.registry.sample.learning import Learning
from duixian.registry.sample.living import Living
from duixian.registry.sample.payments import Money
from duixian.registry.sample.people import People
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import RowSheets, Sheets, Stretch
from duixian.registry.sample.studios import StudioRegister
from duixian.registry.sample.talents import TalentRegister
from duixian.registry.sample.working import Working

CAREERS = 1 << 16
"""Persons made side by side. Both of a household are in the same stretch."""
_EMPLOYERS = 1 << 15


@dataclass(frozen=True, slots=True)
class Task:
    """A stretch to be made: of employers or of persons, from one index to below another."""

    employers: bool
    first: int
    last: int


@dataclass(slots=True)
class Found:
    """What later stretches need of one: employers and institutions, or persons kept as candidates."""

    employers: EmployerColumns | None = None
    institutions: Sequence[str] = ()
    kept: Kept | None = None


def employer_tasks(profile: Profile, persons: int) -> list[Task]:
    """The stretches of employers; institutions come with the first."""
    count, _ = numbers_of(profile, persons)
    return [Task(True, *ends) for ends in _cut(count, _EMPLOYERS)]


def person_tasks(profile: Profile, persons: int) -> list[Task]:
    """The stretches of persons."""
    return [Task(False, *ends) for ends in _cut(Sizes.of(persons, profile).total, CAREERS)]


def _cut(count: int, size: int) -> Iterator[tuple[int, int]]:
    return ((first, min(first + size, count)) for first in range(0, count, size))


class Maker:
    """Makes stretches of one registry; persons can be made once the employers are all told (``hire``)."""

    def __init__(self, profile: Profile, persons: int, seed: int) -> None:
        self._profile, self._persons, self._seed = profile, persons, seed
        self._employer_maker = EmployerMaker(profile, seed)
        self._people = People(profile, seed)

    def make(self, task: Task) -> tuple[Stretch, Found]:
        """The rows of a stretch and what later ones need of it."""
        return self._employers(task) if task.employers else self._careers(task)

    def hire(self, found: Iterable[Found]) -> None:
        """Take the employers and institutions of all stretches, in order."""
        held = list(found)
        institutions = [code for part in held for code in part.institutions]
        parts = [part.employers for part in held if part.employers is not None]
        self.hiring = Hiring(self._profile, parts, institutions)
        happenings = Happenings(self._profile)
        sizes = Sizes.of(self._persons, self._profile)
        self._maker = CareerMaker(self._profile, sizes, self._seed, self.hiring, self._people)
        self._working = Working(self._profile, self.hiring, happenings)
        self._learning = Learning(self._profile, self.hiring, happenings)
        self._living = Living(self._profile)

    def rare(self, found: Iterable[Found], numbers: int) -> Stretch:
        """What few persons have, drawn among those kept; ``numbers``: claims and payments so far."""
        profile, seed, sheets = self._profile, self._seed, RowSheets()
        kept = Kept.together([part.kept for part in found if part.kept is not None])
        occupations = [o.name for o in profile.occupations]
        candidates = Candidates(self._persons, kept, self.hiring.all_codes, occupations)
        money = Money(profile, sheets, numbers)
        steady = self.hiring.codes(self.hiring.steady).to_list()
        Honours(profile, seed, candidates, steady, sheets, money).put()
        Contests(profile, seed, candidates, sheets, money).put()
        StudioRegister(profile, seed, candidates, sheets, money).put()
        TalentRegister(profile, seed, candidates, sheets, money).put()
        return sheets.stretch()

    def _employers(self, task: Task) -> tuple[Stretch, Found]:
        sheets = Sheets()
        found = Found(columns_of(self._employer_maker.employers(task.first, task.last, sheets)))
        if task.first == 0:
            _, count = numbers_of(self._profile, self._persons)
            found.institutions = self._employer_maker.institutions(count, sheets)
        return sheets.stretch(), found

    def _careers(self, task: Task) -> tuple[Stretch, Found]:
        sheets = Sheets()
        found = self._put(sheets, self._maker.careers(task.first, task.last))
        # The dice are gone by now, which take as much room as the rows.
        return sheets.stretch(), found

    def _put(self, sheets: Sheets, careers: Careers) -> Found:
        self._people.put(sheets, careers.throws, careers.persons)
        self._working.put(sheets, careers)
        self._learning.put(sheets, careers)
        self._living.put(sheets, careers)
        self._learning.interns(sheets, careers)
        return Found(kept=Kept.of(careers, self._persons))

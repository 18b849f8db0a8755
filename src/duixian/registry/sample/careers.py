"""Careers that make sense: levels in their order with years between, one job after the other.

A career is a pure function of seed and index, so that events drawn later (a contest, a title) can look at any
person again without keeping everybody in memory. Days are ordinals.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from duixian.registry.sample.calendar import YEAR, day_of
from duixian.registry.sample.dice import Dice, Weighted, dice
from duixian.registry.sample.employers import Employer, Employers
from duixian.registry.sample.headcounts import Headcounts
from duixian.registry.sample.people import People, Person, partner_of
from duixian.registry.sample.profile import Occupation, Profile

_STREAM, _COUPLES = 3, 4
JUNIOR, MIDDLE, SENIOR, TECHNICIAN, SENIOR_TECHNICIAN, SPECIAL = (
    "初级工",
    "中级工",
    "高级工",
    "技师",
    "高级技师",
    "特级技师",
)
HIGH_LADDER = (SENIOR, TECHNICIAN, SENIOR_TECHNICIAN, SPECIAL)
RECORDS_BEGIN = day_of(2019)
"""Jobs that ended before are not in the registers."""
_EIGHT_GRADES = day_of(2022, 3, 18)  # the first day of grades above 高级技师
_EIGHTEEN = 18 * YEAR + 5


@dataclass(slots=True)
class Job:
    """``local``: counted as insured in the district. ``end`` is None while it lasts."""

    employer: Employer
    start: int
    end: int | None
    local: bool


@dataclass(slots=True)
class Certificate:
    """``level`` is empty for licences without one; ``kind`` empty for those of a level, whose kind follows
    from the day."""

    occupation: Occupation
    level: str
    issued: int
    kind: str = ""


@dataclass(slots=True)
class Career:
    """All there is to know of a person before rows are written. ``throw``: the person's own dice, in progress."""

    index: int
    person: Person
    occupation: Occupation
    throw: Dice
    jobs: list[Job] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)

    def job_on(self, day: int) -> Job | None:
        """The job held on a day."""
        return next((j for j in self.jobs if j.start <= day and (j.end is None or day <= j.end)), None)

    def level_on(self, day: int) -> str:
        """The highest level held on a day, or empty."""
        held = [c.level for c in self.certificates if c.issued <= day and c.level]
        return max(held, key=rank, default="")


_RANKS = {level: n for n, level in enumerate((JUNIOR, MIDDLE, *HIGH_LADDER), start=1)}


def rank(level: str) -> int:
    """0 for none, then 1 for the lowest level."""
    return _RANKS.get(level, 0)


class Careers:
    """Careers by index: first the persons asked for, then those who have no certificate, then those who left."""

    def __init__(self, profile: Profile, persons: int, seed: int, employers: Employers) -> None:
        self.persons = persons
        self.unskilled = int(persons * profile.size.unskilled_extra.share)
        self.former = int(persons * profile.size.former_extra.share)
        self._profile = profile
        self._seed = seed
        self._employers = employers
        self._people = People(profile)
        self._places = Headcounts(persons, profile.targets)
        self._occupations: Weighted[int] = Weighted(
            [(n, o.weight) for n, o in enumerate(profile.occupations)]
        )
        self._high: Weighted[str] = Weighted(profile.levels.high)
        self._other: Weighted[str] = Weighted(profile.levels.other)
        self._as_of = profile.as_of.toordinal()
        self._last_start = day_of(profile.targets.year, 11, 20)

    @property
    def total(self) -> int:
        """All persons in the registers."""
        return self.persons + self.unskilled + self.former

    def career(self, index: int) -> Career:
        """The career of the person with an index below ``total``."""
        throw = dice(self._seed, _STREAM, index)
        if index < self.persons:
            place = self._places.place(index)
            return self._skilled(index, throw, place.high, place.year, leaves=None)
        if index < self.persons + self.unskilled:
            return self._unskilled(index, throw)
        return self._left(index, throw)

    def _left(self, index: int, throw: Dice) -> Career:
        targets = self._profile.targets
        year = throw.between(targets.base_year, targets.year - 2)
        leaves = day_of(year + 1, throw.between(6, 12), throw.between(1, 28)) + throw.below(500)
        leaves = min(leaves, day_of(targets.year, 11, 25))
        career = self._skilled(index, throw, throw.below(4) == 0, year, leaves)
        if throw.below(30) == 0:
            career.person.died = leaves
        elif throw.below(2) and self._employers.others:
            away = throw.pick(self._employers.others)
            career.jobs.append(Job(away, leaves + throw.between(2, 60), None, local=False))
        return career

    def _unskilled(self, index: int, throw: Dice) -> Career:
        arrival = day_of(throw.between(2016, 2024), throw.between(1, 12), throw.between(1, 28))
        career = self._begin(index, throw, arrival - throw.between(19, 30) * YEAR)
        self._local_jobs(career, max(arrival, career.person.birth + _EIGHTEEN), None)
        return career

    def _skilled(self, index: int, throw: Dice, high: bool, year: int, leaves: int | None) -> Career:
        counted = self._counted_day(throw, year)
        from_outside = throw.wins(self._profile.rates.hired_from_outside.threshold) and (
            high or throw.below(2) == 0
        )
        first = counted - throw.between(200, 8 * YEAR) if from_outside else counted
        arrival = counted if from_outside else counted - throw.between(100, 10 * YEAR)
        ladder = self._high_ladder(throw, first) if high else self._low_ladder(throw, first)
        career = self._begin(index, throw, min(arrival, ladder[0][1]) - throw.between(20 * YEAR, 31 * YEAR))
        grown = career.person.birth + _EIGHTEEN
        arrival = max(arrival, grown)
        career.certificates = [
            Certificate(career.occupation, level, day) for level, day in ladder if day >= grown
        ]
        if arrival >= RECORDS_BEGIN and throw.wins(self._profile.rates.outside_on_record.threshold):
            self._job_before(career, arrival, grown)
        self._local_jobs(career, arrival, leaves)
        self._more_certificates(career, high, first)
        return career

    def _begin(self, index: int, throw: Dice, born_about: int) -> Career:
        couple = dice(self._seed, _COUPLES, min(index, partner_of(index)))
        person = self._people.person(throw, index, born_about, couple)
        occupation = self._profile.occupations[throw.draw(self._occupations)]
        return Career(index, person, occupation, throw)

    def _counted_day(self, throw: Dice, year: int) -> int:
        base = self._profile.targets.base_year
        if year == base:
            # The base year stands for it and the years before, later ones likelier.
            year = max(throw.between(base - 16, base), throw.between(base - 16, base))
        return day_of(year, throw.between(1, 11), throw.between(1, 20))

    def _high_ladder(self, throw: Dice, senior: int) -> list[tuple[str, int]]:
        ladder = [(SENIOR, senior)]
        if throw.below(4):
            middle = senior - throw.between(2 * YEAR, 5 * YEAR)
            ladder.insert(0, (MIDDLE, middle))
            if throw.below(3) == 0:
                ladder.insert(0, (JUNIOR, middle - throw.between(2 * YEAR, 4 * YEAR)))
        wanted = throw.draw(self._high)
        day = senior
        for level in HIGH_LADDER[1 : HIGH_LADDER.index(wanted) + 1]:
            day += throw.between(3 * YEAR, 7 * YEAR)
            if level == SPECIAL:
                day = max(day, _EIGHT_GRADES + throw.below(900))
            if day > self._as_of:
                break
            ladder.append((level, day))
        return ladder

    def _low_ladder(self, throw: Dice, first: int) -> list[tuple[str, int]]:
        if throw.draw(self._other) == JUNIOR:
            return [(JUNIOR, first)]
        after = first + throw.between(2 * YEAR, 4 * YEAR)
        if throw.below(2) and after <= self._as_of:
            return [(JUNIOR, first), (MIDDLE, after)]
        return [(MIDDLE, first)]

    def _job_before(self, career: Career, arrival: int, grown: int) -> None:
        throw = career.throw
        start = max(grown, arrival - throw.between(300, 5 * YEAR))
        end = arrival - throw.between(1, 75)
        if self._employers.others and max(start, RECORDS_BEGIN) < end:
            career.jobs.append(Job(throw.pick(self._employers.others), start, end, local=False))

    def _local_jobs(self, career: Career, start: int, leaves: int | None) -> None:
        throw, rates = career.throw, self._profile.rates
        last = self._last_start if leaves is None else leaves
        start = min(start, last - 30)
        while True:
            length = throw.between(400, 9 * YEAR)
            following = start + length + throw.between(1, 45)
            if following > last or not throw.wins(rates.moves.threshold):
                break
            self._job(career, start, start + length, throw.below(12) == 0)
            start = following
        outside = leaves is None and throw.wins(self._profile.size.outside_share.threshold)
        if outside and self._employers.others:
            career.jobs.append(Job(throw.pick(self._employers.others), start, None, local=False))
        else:
            self._job(career, start, leaves if leaves is not None else self._recent_end(throw), False)

    def _recent_end(self, throw: Dice) -> int | None:
        after = day_of(self._profile.targets.year + 1, 1, 15)
        return throw.between(after, self._as_of) if throw.below(33) == 0 and after < self._as_of else None

    def _job(self, career: Career, start: int, end: int | None, wavering: bool) -> None:
        if end is not None and end < RECORDS_BEGIN:
            return
        throw = career.throw
        if wavering and self._employers.wavering:
            employer = throw.pick(self._employers.wavering)
        else:
            employer = self._employers.steady_for(throw, career.occupation.industries)
        career.jobs.append(Job(employer, start, end, local=True))

    def _more_certificates(self, career: Career, high: bool, first: int) -> None:
        throw, rates = career.throw, self._profile.rates
        since = max(first, day_of(2014))
        if throw.wins(rates.second_occupation.threshold):
            other = self._profile.occupations[throw.draw(self._occupations)]
            level = throw.pick((MIDDLE, SENIOR) if high else (JUNIOR, MIDDLE))
            if other is not career.occupation:
                career.certificates.append(Certificate(other, level, self._later(throw, since)))
        if throw.wins(rates.other_certificate.threshold):
            kind = throw.pick(("专项职业能力证书", "特种作业证"))
            career.certificates.append(Certificate(career.occupation, "", self._later(throw, since), kind))

    def _later(self, throw: Dice, since: int) -> int:
        """Some day from then on; every other time in the policy's window, for money moves people to learn."""
        window = self._profile.window
        if throw.below(2) and since < window.last.toordinal():
            return throw.between(max(since, window.first.toordinal()), window.last.toordinal())
        return throw.between(since, self._as_of)

"""How careers come about: arrival, levels, jobs one after the other, further certificates, leaving."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duixian.registry.sample.calendar import YEAR, day_of, days_of
from duixian.registry.sample.careers import (
    CERTIFICATE,
    JOB,
    LASTING,
    PLAIN,
    SPECIAL_ABILITY,
    SPECIAL_WORK,
    Careers,
    Sizes,
)
from duixian.registry.sample.cells import NONE
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.headcounts import Headcounts
from duixian.registry.sample.hiring import Hiring
from duixian.registry.sample.ladders import Ladders
from duixian.registry.sample.people import People
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.skills import JUNIOR, LEVELS, MIDDLE, RECORDS_BEGIN, SENIOR, rank
from duixian.registry.sample.slots import Slots
from duixian.registry.sample.throws import Flags, Ints, Throws

_STREAM = 3
_EIGHTEEN = 18 * YEAR + 5
_SECOND_LEVELS: Ints = np.array([[rank(JUNIOR), rank(MIDDLE)], [rank(MIDDLE), rank(SENIOR)]])
_KINDS: Ints = np.array([SPECIAL_ABILITY, SPECIAL_WORK])


@dataclass(slots=True)
class _Plan:
    """What is settled before persons are drawn: all columns by place in the stretch, NONE for no leaving."""

    skilled: Ints
    high: Flags
    leaves: Ints
    first: Ints
    arrival: Ints
    born_about: Ints
    ladder: Ints


class CareerMaker:
    """Makes the careers of a stretch of indices."""

    def __init__(self, profile: Profile, sizes: Sizes, seed: int, hiring: Hiring, people: People) -> None:
        self._profile, self._rates, self._sizes = profile, profile.rates, sizes
        self._seed, self._hiring, self._people = seed, hiring, people
        self._places = Headcounts(sizes.persons, profile.targets)
        self._ladders = Ladders(profile)
        self._occupations: Weighted[int] = Weighted(
            [(n, o.weight) for n, o in enumerate(profile.occupations)]
        )
        self._as_of = profile.as_of.toordinal()
        self._last_start = day_of(profile.targets.year, 11, 20)

    def careers(self, first: int, last: int) -> Careers:
        """The careers from one index to below another."""
        indices = np.arange(first, last)
        throws = Throws(self._seed, _STREAM, indices)
        plan = self._plan(throws, indices)
        everybody = np.arange(len(indices))
        persons = self._people.persons(throws, everybody, indices, plan.born_about)
        occupations = throws.draw(everybody, self._occupations)
        jobs, certificates = Slots(len(indices), JOB), Slots(len(indices), CERTIFICATE)
        made = Careers(indices, throws, persons, occupations, jobs, certificates)
        grown = persons.births + _EIGHTEEN
        arrival = np.maximum(plan.arrival, grown)
        self._certify(made, plan, grown)
        self._job_before(made, plan.skilled, arrival, grown)
        self._local_jobs(made, arrival, plan.leaves)
        self._more_certificates(made, plan)
        self._afterwards(made, plan.leaves)
        return made

    def _plan(self, throws: Throws, indices: Ints) -> _Plan:
        size = len(indices)
        before, after = self._sizes.persons, self._sizes.persons + self._sizes.unskilled
        leaving, unskilled = (
            np.flatnonzero(indices >= after),
            np.flatnonzero((indices >= before) & (indices < after)),
        )
        high, years = self._places.places(indices)
        leaves = np.full(size, NONE)
        years[leaving], leaves[leaving], high[leaving] = self._leave(throws, leaving)
        skilled = np.flatnonzero((indices < before) | (indices >= after))
        first, arrival, born = (np.zeros(size, np.int64) for _ in range(3))
        ladder = np.full((size, len(LEVELS)), NONE)
        plan = _Plan(skilled, high, leaves, first, arrival, born, ladder)
        self._plan_skilled(throws, plan, years)
        came = days_of(
            throws.between(unskilled, 2016, 2024),
            throws.between(unskilled, 1, 12),
            throws.between(unskilled, 1, 28),
        )
        plan.arrival[unskilled] = came
        plan.born_about[unskilled] = came - throws.between(unskilled, 19, 30) * YEAR
        return plan

    def _leave(self, throws: Throws, who: Ints) -> tuple[Ints, Ints, Flags]:
        """The years from which those who leave count, the days they leave, who are high-skilled."""
        targets = self._profile.targets
        years = throws.between(who, targets.base_year, targets.year - 2)
        leaves = days_of(years + 1, throws.between(who, 6, 12), throws.between(who, 1, 28)) + throws.below(
            who, 500
        )
        return years, np.minimum(leaves, day_of(targets.year, 11, 25)), throws.below(who, 4) == 0

    def _plan_skilled(self, throws: Throws, plan: _Plan, years: Ints) -> None:
        who = plan.skilled
        counted = self._counted(throws, who, years[who])
        hired = throws.wins(who, self._rates.hired_from_outside.threshold)
        lower = np.flatnonzero(hired & ~plan.high[who])
        hired[lower] = throws.below(who[lower], 2) == 0
        # The first certificate lies before those hired from outside came; the others came before it.
        earlier = counted - throws.between(
            who, np.where(hired, 200, 100), np.where(hired, 8 * YEAR, 10 * YEAR)
        )
        plan.first[who] = np.where(hired, earlier, counted)
        plan.arrival[who] = np.where(hired, counted, earlier)
        for place, make in ((plan.high, self._ladders.high), (~plan.high, self._ladders.low)):
            some = who[place[who]]
            plan.ladder[some] = make(throws, some, plan.first[some])
        ladder = plan.ladder[who]
        lowest = np.where(ladder == NONE, LASTING, ladder).min(axis=1)
        years_before = throws.between(who, 20 * YEAR, 31 * YEAR)
        plan.born_about[who] = np.minimum(plan.arrival[who], lowest) - years_before

    def _counted(self, throws: Throws, who: Ints, years: Ints) -> Ints:
        base = self._profile.targets.base_year
        years = years.copy()
        # The base year stands for it and the years before, later ones likelier.
        early = np.flatnonzero(years == base)
        drawn = (throws.between(who[early], base - 16, base) for _ in range(2))
        years[early] = np.maximum(*drawn)
        return days_of(years, throws.between(who, 1, 11), throws.between(who, 1, 20))

    def _certify(self, made: Careers, plan: _Plan, grown: Ints) -> None:
        for level in range(1, len(LEVELS)):
            days = plan.ladder[:, level]
            who = np.flatnonzero((days != NONE) & (days >= grown))
            occupations = made.occupations[who]
            made.certificates.add(who, occupation=occupations, level=level, issued=days[who], kind=PLAIN)

    def _job_before(self, made: Careers, who: Ints, arrival: Ints, grown: Ints) -> None:
        throws, others = made.throws, self._hiring.others
        who = who[arrival[who] >= RECORDS_BEGIN]
        who = who[throws.wins(who, self._rates.outside_on_record.threshold)]
        start = np.maximum(grown[who], arrival[who] - throws.between(who, 300, 5 * YEAR))
        end = arrival[who] - throws.between(who, 1, 75)
        fits = np.maximum(start, RECORDS_BEGIN) < end
        if len(others):
            who, start, end = who[fits], start[fits], end[fits]
            made.jobs.add(who, employer=throws.pick(who, others), start=start, end=end, local=0)

    def _local_jobs(self, made: Careers, arrival: Ints, leaves: Ints) -> None:
        throws = made.throws
        last = np.where(leaves < 0, self._last_start, leaves)
        start = np.minimum(arrival, last - 30)
        who = np.arange(throws.size)
        while len(who):
            end = start[who] + throws.between(who, 400, 9 * YEAR)
            following = end + throws.between(who, 1, 45)
            going = following <= last[who]
            who, end, following = who[going], end[going], following[going]
            going = throws.wins(who, self._rates.moves.threshold)
            who, end, following = who[going], end[going], following[going]
            self._job(made, who, start[who], end, throws.below(who, 12) == 0)
            start[who] = following
        self._last_job(made, start, leaves)

    def _last_job(self, made: Careers, start: Ints, leaves: Ints) -> None:
        throws, others = made.throws, self._hiring.others
        staying, leaving = np.flatnonzero(leaves < 0), np.flatnonzero(leaves >= 0)
        outside = throws.wins(staying, self._profile.size.outside_share.threshold)
        if len(others):
            away, staying = staying[outside], staying[~outside]
            made.jobs.add(away, employer=throws.pick(away, others), start=start[away], end=LASTING, local=0)
        self._job(
            made, staying, start[staying], self._recent_ends(throws, staying), np.zeros(len(staying), bool)
        )
        self._job(made, leaving, start[leaving], leaves[leaving], np.zeros(len(leaving), bool))

    def _recent_ends(self, throws: Throws, who: Ints) -> Ints:
        after = day_of(self._profile.targets.year + 1, 1, 15)
        ends = np.full(len(who), LASTING)
        ending = np.flatnonzero(throws.below(who, 33) == 0)
        if after < self._as_of:
            ends[ending] = throws.between(who[ending], after, self._as_of)
        return ends

    def _job(self, made: Careers, who: Ints, start: Ints, end: Ints, wavering: Flags) -> None:
        throws, hiring = made.throws, self._hiring
        on_record = end >= RECORDS_BEGIN
        who, start, end, wavering = who[on_record], start[on_record], end[on_record], wavering[on_record]
        wavering = wavering & (len(hiring.wavering) > 0)
        employer = np.empty(len(who), np.int64)
        employer[wavering] = throws.pick(who[wavering], hiring.wavering)
        steady = who[~wavering]
        employer[~wavering] = hiring.steady_for(throws, steady, made.occupations[steady])
        made.jobs.add(who, employer=employer, start=start, end=end, local=1)

    def _more_certificates(self, made: Careers, plan: _Plan) -> None:
        throws, who = made.throws, plan.skilled
        since = np.maximum(plan.first, day_of(2014))
        second = who[throws.wins(who, self._rates.second_occupation.threshold)]
        others = throws.draw(second, self._occupations)
        levels = _SECOND_LEVELS[plan.high[second].astype(np.int64), throws.below(second, 2)]
        new = others != made.occupations[second]
        second, others, levels = second[new], others[new], levels[new]
        issued = self._later(throws, second, since[second])
        made.certificates.add(second, occupation=others, level=levels, issued=issued, kind=PLAIN)
        special = who[throws.wins(who, self._rates.other_certificate.threshold)]
        kinds = throws.pick(special, _KINDS)
        issued = self._later(throws, special, since[special])
        own = made.occupations[special]
        made.certificates.add(special, occupation=own, level=0, issued=issued, kind=kinds)

    def _later(self, throws: Throws, who: Ints, since: Ints) -> Ints:
        """Some day from then on; every other time in the policy's window, for money moves people to learn."""
        first, last = (day.toordinal() for day in (self._profile.window.first, self._profile.window.last))
        inside = (throws.below(who, 2) > 0) & (since < last)
        return throws.between(
            who, np.where(inside, np.maximum(since, first), since), np.where(inside, last, self._as_of)
        )

    def _afterwards(self, made: Careers, leaves: Ints) -> None:
        """Of those who left, some died and some work elsewhere."""
        throws, others = made.throws, self._hiring.others
        who = np.flatnonzero(leaves >= 0)
        died = throws.below(who, 30) == 0
        made.persons.deaths[who[died]] = leaves[who[died]]
        who = who[~died]
        who = who[throws.below(who, 2) > 0]
        if len(others):
            employer = throws.pick(who, others)
            start = leaves[who] + throws.between(who, 2, 60)
            made.jobs.add(who, employer=employer, start=start, end=LASTING, local=0)

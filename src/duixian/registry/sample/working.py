"""Rows of working life: contracts, insurance spells with gaps and back-payments, posts, incomes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duixian.language.vocabulary.writings import NONE_WORD
from duixian.registry.sample.calendar import day_of, months_after
from duixian.registry.sample.careers import LASTING, Careers
from duixian.registry.sample.cells import (
    NONE,
    cells_at,
    chosen,
    day_cells,
    listed,
    number_cells,
    yes_cells,
    yuan_cells,
)
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.happenings import EventTexts, Happenings, events_of
from duixian.registry.sample.hiring import Hiring
from duixian.registry.sample.insured import Insurance, Posts
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.skills import LEVELS, RECORDS_BEGIN
from duixian.registry.sample.throws import Flags, Ints, Throws

_TERMS: Weighted[int] = Weighted({12: 10, 24: 12, 36: 52, 48: 6, 60: 20})
_TERM_MONTHS: Ints = np.array(_TERMS.things)
_LEVELS = listed((NONE_WORD, *LEVELS[1:]))
_FORMS = listed(("直接用工", "劳务派遣"))
_INCOME_YEARS = (2021, 2022)


@dataclass(slots=True)
class _Jobs:
    """The jobs of one place in the careers of those who have so many; ``wage`` in yuan a month."""

    who: Ints
    employer: Ints
    start: Ints
    end: Ints
    wage: Ints

    def at(self, rows: Ints | Flags) -> _Jobs:
        return _Jobs(self.who[rows], self.employer[rows], self.start[rows], self.end[rows], self.wage[rows])


class Working:
    """Writes careers' rows in 录用, 参保, 岗位 and 人员收入."""

    def __init__(self, profile: Profile, hiring: Hiring, happenings: Happenings) -> None:
        self._rates = profile.rates
        self._hiring = hiring
        self._happenings = happenings
        self._as_of = profile.as_of.toordinal()
        self._insurance = Insurance(profile, hiring)
        self._posts = Posts(profile, hiring)
        self._occupations = listed([o.code for o in profile.occupations])

    def put(self, sheets: Sheets, careers: Careers) -> None:
        """All rows of the careers' jobs."""
        jobs, throws = careers.jobs, careers.throws
        numbers = np.zeros(throws.size, np.int64)
        for place in range(jobs.width):
            who = np.flatnonzero(jobs.count > place)
            employer, start, end = (jobs[name][who, place] for name in ("employer", "start", "end"))
            held = _Jobs(who, employer, start, end, _wage(careers, who, start))
            self._contracts(sheets, careers, held, numbers)
            self._insurance.put(sheets, careers, who, employer, start, end, held.wage)
            self._posts.put(sheets, careers, who, employer, start, end)
        who = np.flatnonzero(jobs.count > 0)
        self._incomes(sheets, careers, who[throws.wins(who, self._rates.income.threshold)])

    def _contracts(self, sheets: Sheets, careers: Careers, jobs: _Jobs, numbers: Ints) -> None:
        """One contract after the other until the job ends; ``numbers`` counts those of each person."""
        throws = careers.throws
        agency = throws.wins(jobs.who, self._rates.agency.threshold)
        user = np.full(len(jobs.who), NONE)
        lent = jobs.who[agency]
        user[agency] = self._hiring.steady_for(throws, lent, careers.occupations[lent])
        ends = np.where(jobs.end == LASTING, self._as_of, jobs.end)
        start = jobs.start
        while len(jobs.who):
            going = start <= ends
            jobs, start, ends, user = jobs.at(going), start[going], ends[going], user[going]
            numbers[jobs.who] += 1
            until = self._until(throws, jobs.who, start)
            over = np.where(until < 0, ends, np.minimum(until, ends))
            lasts = (jobs.end == LASTING) & (over == ends) & (until != ends)
            rows = np.flatnonzero(over >= RECORDS_BEGIN)
            ended = np.where(lasts, NONE, over)
            self._contract(
                sheets, careers, jobs.at(rows), numbers, start[rows], until[rows], ended[rows], user[rows]
            )
            start = over + 1

    def _until(self, throws: Throws, who: Ints, start: Ints) -> Ints:
        until = np.full(len(who), NONE)
        fixed = np.flatnonzero(~throws.wins(who, self._rates.open_ended.threshold))
        months = _TERM_MONTHS[throws.draw(who[fixed], _TERMS)]
        until[fixed] = months_after(start[fixed], months) - 1
        return until

    def _contract(
        self,
        sheets: Sheets,
        careers: Careers,
        jobs: _Jobs,
        numbers: Ints,
        start: Ints,
        until: Ints,
        ended: Ints,
        user: Ints,
    ) -> None:
        throws, who = careers.throws, jobs.who
        contracts = number_cells("HT", careers.indices[who] * 100 + numbers[who], 8)
        persons, employers = cells_at(careers.persons.id_numbers, who), self._hiring.codes(jobs.employer)
        levels, occupations = careers.level_on(who, start), careers.occupations[who]
        missing = self._rates.missing.threshold
        sheets.put(
            "录用",
            who,
            contracts,
            persons,
            employers,
            day_cells(start),
            day_cells(until),
            yes_cells(until < 0),
            day_cells(ended),
            chosen(_LEVELS, np.where(throws.wins(who, missing), NONE, levels)),
            chosen(_FORMS, (user >= 0).astype(np.int64)),
            self._hiring.codes(user),
            chosen(self._occupations, np.where(throws.wins(who, missing), NONE, occupations)),
            yuan_cells(jobs.wage),
        )
        codes, nothing = chosen(self._occupations, occupations), np.zeros(len(who), np.int64)
        schools = self._hiring.school_codes(nothing + NONE)
        texts = EventTexts(contracts, persons, employers, schools, codes)
        events = events_of("录用", who, start, ("",), nothing, levels, texts)
        self._happenings.arise(sheets, throws, events)

    def _incomes(self, sheets: Sheets, careers: Careers, who: Ints) -> None:
        throws = careers.throws
        wage = _wage(careers, who, careers.jobs["start"][who, careers.jobs.count[who] - 1])
        for year in _INCOME_YEARS:
            employed = careers.job_on(who, np.full(len(who), day_of(year, 12))) >= 0
            some = who[employed]
            income = wage[employed] * throws.between(some, 10, 15)
            persons = cells_at(careers.persons.id_numbers, some)
            sheets.put("人员收入", some, persons, str(year), yuan_cells(income))


def _wage(careers: Careers, who: Ints, start: Ints) -> Ints:
    levels = careers.level_on(who, np.maximum(start, RECORDS_BEGIN))
    return 4200 + 900 * levels + 100 * careers.throws.below(who, 30)

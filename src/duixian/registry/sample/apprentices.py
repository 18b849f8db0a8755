"""Rows of 学徒: apprentices before their certificate, and interns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duixian.registry.sample.calendar import days_of, months_after
from duixian.registry.sample.careers import Careers
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
from duixian.registry.sample.happenings import EventTexts, Happenings, events_of
from duixian.registry.sample.hiring import Hiring
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.throws import Ints

_KINDS = ("职工学徒", "实习学徒")
_EMPLOYEE, _INTERN = range(2)
_INTERN_NUMBER = 9
_INTERN_MONTHS: Ints = np.array((6, 12, 12, 24))
_INTERN_BEGINS: Ints = np.array((3, 7, 9))


@dataclass(slots=True)
class _Terms:
    """The apprenticeships of some persons: ``certified`` whether a certificate followed, ``fee`` in yuan."""

    kind: int
    who: Ints
    number: int
    employer: Ints
    start: Ints
    end: Ints
    fee: Ints
    certified: Ints


class Apprentices:
    """Writes 学徒."""

    def __init__(self, profile: Profile, hiring: Hiring, happenings: Happenings) -> None:
        self._intern = profile.rates.intern.threshold
        self._hiring = hiring
        self._happenings = happenings
        self._as_of = profile.as_of.toordinal()

    def before(self, sheets: Sheets, careers: Careers, who: Ints, place: int) -> None:
        """Apprenticeships before the certificates at a place, of those who worked in the district."""
        throws = careers.throws
        issued = careers.certificates["issued"][who, place]
        done = issued + throws.between(who, 1, 40)
        job = careers.job_on(who, issued)
        local = careers.jobs["local"][who, np.maximum(job, 0)] > 0
        rows = np.flatnonzero((job >= 0) & local & (done <= self._as_of))
        who, done, job = who[rows], done[rows], job[rows]
        months = np.where(throws.below(who, 3) > 0, 12, 24)
        start = months_after(done, -months)
        fee = 100 * throws.between(who, 40, 120)
        employer, certified = careers.jobs["employer"][who, job], np.ones(len(who), np.int64)
        self._put(sheets, careers, _Terms(_EMPLOYEE, who, place + 1, employer, start, done, fee, certified))

    def interns(self, sheets: Sheets, careers: Careers) -> None:
        """Some of the persons without certificate who have a job."""
        throws = careers.throws
        who = np.flatnonzero((careers.certificates.count == 0) & (careers.jobs.count > 0))
        who = who[throws.wins(who, self._intern)]
        months = throws.pick(who, _INTERN_MONTHS)
        years = throws.between(who, 2021, 2023)
        start = days_of(years, throws.pick(who, _INTERN_BEGINS), 1)
        certified = (throws.below(who, 3) > 0).astype(np.int64)
        employer, end = careers.jobs["employer"][who, 0], months_after(start, months)
        nothing = np.zeros(len(who), np.int64)
        terms = _Terms(_INTERN, who, _INTERN_NUMBER, employer, start, end, nothing, certified)
        self._put(sheets, careers, terms)

    def _put(self, sheets: Sheets, careers: Careers, terms: _Terms) -> None:
        throws, who = careers.throws, terms.who
        if not len(who):
            return
        texts = number_cells("XT", careers.indices[who] * 100 + terms.number, 8)
        schools = self._hiring.school_codes(self._hiring.school(throws, who))
        passed_on = np.ones(len(who), np.int64)
        if terms.kind == _INTERN:
            passed_on = (throws.below(who, 12) > 0).astype(np.int64)
        completed = np.where(throws.below(who, 12) > 0, terms.end, NONE)
        persons = cells_at(careers.persons.id_numbers, who)
        employers = self._hiring.codes(terms.employer)
        sheets.put(
            "学徒",
            who,
            texts,
            persons,
            employers,
            schools,
            _KINDS[terms.kind],
            day_cells(terms.start),
            day_cells(terms.end),
            yuan_cells(terms.fee),
            day_cells(completed),
            yes_cells(terms.certified),
            yes_cells(passed_on),
        )
        kind = np.full(len(who), terms.kind)
        occupations, levels = chosen(listed(()), np.full(len(who), NONE)), np.zeros(len(who), np.int64)
        written = EventTexts(texts, persons, employers, schools, occupations)
        events = events_of("学徒", who, terms.end, _KINDS, kind, levels, written)
        self._happenings.arise(sheets, throws, events)

"""Rows of 培训: courses before a certificate, and continuing education year by year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from duixian.registry.sample.calendar import days_of
from duixian.registry.sample.careers import Careers
from duixian.registry.sample.cells import (
    NONE,
    cells_at,
    chosen,
    count_cells,
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
from duixian.registry.sample.skills import LEVELS, SENIOR, rank
from duixian.registry.sample.throws import Ints

PREPARING, CONTINUING = "取证培训", "继续教育"
"""The kinds of training by which claims are made."""
_KINDS = listed(("技能提升培训", "继续教育"))
_PAYERS = listed(("用人单位", "机构", "个人"))
_EMPLOYER, _INSTITUTION, _SELF = range(3)
_LEVELS = listed(LEVELS)


@dataclass(slots=True)
class _Courses:
    """A course of each of some persons: ``number`` which of the person's, ``fee`` in yuan, ``filed`` the day
    of the filing or NONE, ``payee`` by agreement, ``certificates`` null for continuing education."""

    who: Ints
    number: Ints
    end: Ints
    kind: Ints
    occupation: Ints
    level: Ints
    fee: Ints
    payer: Ints
    payee: Ints
    filed: Ints
    certificates: pl.Series | None


class Training:
    """Writes 培训."""

    def __init__(self, profile: Profile, hiring: Hiring, happenings: Happenings) -> None:
        self._rates = profile.rates
        self._hiring = hiring
        self._happenings = happenings
        self._years = range(profile.window.first.year, profile.window.last.year + 1)
        self._occupations = listed([o.code for o in profile.occupations])

    def before(
        self, sheets: Sheets, careers: Careers, who: Ints, place: int, certificates: pl.Series, numbers: Ints
    ) -> None:
        """The courses before the certificates at a place; ``numbers``: which course of each person's it is."""
        throws, held = careers.throws, careers.certificates
        end = held["issued"][who, place] - throws.between(who, 10, 70)
        fee = 100 * throws.between(who, 8, 36)
        fee += 10 * throws.below(who, 10)
        filed = end + 5
        early = np.flatnonzero(~throws.wins(who, self._rates.filed_late.threshold))
        filed[early] = end[early] - throws.between(who[early], 40, 120)
        payer = np.where(throws.below(who, 3) > 0, _EMPLOYER, _INSTITUTION)
        by_agreement = throws.wins(who, self._rates.institution_paid.threshold)
        payee = np.where(by_agreement, _INSTITUTION, _EMPLOYER)
        kind, occupation = np.zeros(len(who), np.int64), held["occupation"][who, place]
        level = held["level"][who, place]
        courses = _Courses(
            who, numbers[who], end, kind, occupation, level, fee, payer, payee, filed, certificates
        )
        self._put(sheets, careers, courses)

    def yearly(self, sheets: Sheets, careers: Careers, numbers: Ints) -> None:
        """Continuing education of high-skilled persons, in the years of the policy's window."""
        throws = careers.throws
        for year in self._years:
            who = np.flatnonzero(throws.wins(np.arange(throws.size), self._rates.yearly_training.threshold))
            months = throws.between(who, 1, 12)
            end = days_of(year, months, throws.between(who, 1, 28))
            level = careers.level_on(who, end)
            high = level >= rank(SENIOR)
            who, end, level = who[high], end[high], level[high]
            numbers[who] += 1
            fee = 50 * throws.between(who, 6, 40)
            fee += throws.below(who, 3)
            kind = throws.below(who, 2)
            payer = np.where(throws.wins(who, self._rates.self_paid.threshold), _SELF, _EMPLOYER)
            occupation, never = careers.occupations[who], np.full(len(who), NONE)
            courses = _Courses(
                who, numbers[who], end, kind, occupation, level, fee, payer, payer, never, None
            )
            self._put(sheets, careers, courses)

    def _put(self, sheets: Sheets, careers: Careers, courses: _Courses) -> None:
        throws, who, end = careers.throws, courses.who, courses.end
        if not len(who):
            return
        days = throws.between(who, 3, 20)
        employers = self._hiring.codes(careers.employer_on(who, end))
        schools = self._hiring.school_codes(self._hiring.school(throws, who))
        texts = number_cells("PX", careers.indices[who] * 100 + courses.number, 8)
        learner = texts, cells_at(careers.persons.id_numbers, who), employers, schools
        codes = chosen(self._occupations, courses.occupation)
        missing = throws.wins(who, self._rates.missing.threshold)
        start = end - days - throws.below(who, 10)
        attended = days - throws.below(who, 3)
        back, invoices = self._repaid(careers, courses)
        passed = np.ones(len(who), bool) if courses.certificates is not None else throws.below(who, 15) > 0
        sheets.put(
            "培训",
            who,
            *learner,
            chosen(_KINDS, courses.kind),
            codes,
            chosen(_LEVELS, courses.level),
            day_cells(start),
            day_cells(end),
            count_cells(np.where(missing, NONE, days * 8)),
            count_cells(attended),
            yuan_cells(courses.fee),
            yuan_cells(back),
            chosen(_PAYERS, courses.payer),
            invoices,
            day_cells(courses.filed),
            "" if courses.certificates is None else courses.certificates,
            chosen(_PAYERS, courses.payee),
            yes_cells(passed),
        )
        self._claim(sheets, careers, courses, EventTexts(*learner, codes))

    def _claim(self, sheets: Sheets, careers: Careers, courses: _Courses, texts: EventTexts) -> None:
        kind = CONTINUING if courses.certificates is None else PREPARING
        nothing = np.zeros(len(courses.who), np.int64)
        events = events_of("培训", courses.who, courses.end, (kind,), nothing, courses.level, texts)
        self._happenings.arise(sheets, careers.throws, events)

    def _repaid(self, careers: Careers, courses: _Courses) -> tuple[Ints, pl.Series]:
        """What was paid back already, in yuan, and the numbers of invoices."""
        throws, who = careers.throws, courses.who
        back = np.zeros(len(who), np.int64)
        some = np.flatnonzero(throws.wins(who, self._rates.reimbursed.threshold))
        back[some] = courses.fee[some] * throws.between(who[some], 1, 5) // 10
        invoices = np.full(len(who), NONE)
        given = np.flatnonzero(throws.below(who, 20))
        invoices[given] = throws.bits(who[given]) >> 6
        texts = number_cells("", invoices, 8)
        return back, pl.select(pl.when(pl.Series(invoices >= 0)).then(texts)).to_series()

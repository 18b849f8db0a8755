"""Rows of what a job brings with it: insurance with gaps and months paid later, and the post."""

from __future__ import annotations

import numpy as np

from duixian.registry.sample.calendar import months_of
from duixian.registry.sample.careers import LASTING, Careers
from duixian.registry.sample.cells import (
    NONE,
    cells_at,
    cent_cells,
    chosen,
    day_cells,
    listed,
    month_cells,
    yes_cells,
)
from duixian.registry.sample.hiring import Hiring
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.throws import Ints

_NO_YES = listed(("否", "是"))


class Insurance:
    """Writes 参保."""

    def __init__(self, profile: Profile, hiring: Hiring) -> None:
        self._rates = profile.rates
        self._hiring = hiring
        self._as_of: Ints = np.array([profile.as_of.toordinal()])
        self._gaps_end = profile.targets.year * 12 + 9

    def put(
        self, sheets: Sheets, careers: Careers, who: Ints, employer: Ints, start: Ints, end: Ints, wage: Ints
    ) -> None:
        """The spells of one job of each person."""
        throws = careers.throws
        first = months_of(start) + throws.wins(who, self._rates.late_start.threshold)
        lasting = end == LASTING
        last = np.where(lasting, NONE, months_of(np.where(lasting, self._as_of[0], end)))
        injury = throws.below(who, 70) > 0
        employers_part = cent_cells(wage * 26 // 100, throws.below(who, 100))
        own_part = cent_cells(wage * 105 // 1000, throws.below(who, 100))
        base = employers_part, own_part
        for rows, begun, over, back in self._spells(careers, who, first, last):
            some = who[rows]
            late = np.full(len(some), int(back))
            missing = throws.wins(some, self._rates.missing.threshold)
            sheets.put(
                "参保",
                some,
                cells_at(careers.persons.id_numbers, some),
                self._hiring.codes(employer[rows]),
                self._hiring.regions_in(employer[rows], begun),
                month_cells(begun),
                month_cells(over),
                "是",
                "是",
                "是",
                yes_cells(injury[rows]),
                chosen(_NO_YES, np.where(missing, NONE, late)),
                *(cells_at(amounts, rows) for amounts in base),
            )

    def _spells(
        self, careers: Careers, who: Ints, first: Ints, last: Ints
    ) -> list[tuple[Ints, Ints, Ints, bool]]:
        """Months insured: first the months paid later, then a gap, which never spans the end of a year.

        Each is rows of ``who``, their first and last months, and whether they were paid later.
        """
        rows = np.flatnonzero((last < 0) | (last >= first))
        first, last, known = first[rows], last[rows], self._known(last[rows])
        paid_later = self._paid_later(careers, who[rows], first, known)
        back = np.flatnonzero(paid_later >= 0)
        spells = [(rows[back], first[back], paid_later[back], True)]
        first = np.where(paid_later >= 0, paid_later + 1, first)
        gap, following = self._gap(careers, who[rows], first, known)
        broken = np.flatnonzero(gap >= 0)
        spells.append((rows[broken], first[broken], gap[broken] - 1, False))
        first = np.where(gap >= 0, following, first)
        return [*spells, (rows, first, last, False)]

    def _known(self, last: Ints) -> Ints:
        return np.where(last < 0, months_of(self._as_of) - 1, last)

    def _paid_later(self, careers: Careers, who: Ints, first: Ints, known: Ints) -> Ints:
        """The last month paid later, or NONE."""
        throws = careers.throws
        until = np.full(len(who), NONE)
        some = np.flatnonzero(throws.wins(who, self._rates.back_paid.threshold))
        later = first[some] + throws.between(who[some], 0, 4)
        until[some] = np.where(later < known[some], later, NONE)
        return until

    def _gap(self, careers: Careers, who: Ints, first: Ints, known: Ints) -> tuple[Ints, Ints]:
        """The first month of a gap, or NONE, and the month after it."""
        throws = careers.throws
        gaps, after = np.full(len(who), NONE), np.full(len(who), NONE)
        some = np.flatnonzero(throws.wins(who, self._rates.gap.threshold))
        gap = first[some] + throws.between(who[some], 3, 40)
        # The gap lies in months 2 to 11 of its year, so that the counts of year ends stay as planned.
        gap += np.maximum(0, 1 - gap % 12) + np.where(gap % 12 > 7, 5, 0)
        following = gap + throws.between(who[some], 1, 3)
        fits = (gap % 12 <= 8) & (following <= np.minimum(known[some], self._gaps_end))
        gaps[some[fits]], after[some[fits]] = gap[fits], following[fits]
        return gaps, after


class Posts:
    """Writes 岗位."""

    def __init__(self, profile: Profile, hiring: Hiring) -> None:
        rates, occupations = profile.rates, profile.occupations
        self._hiring = hiring
        same = rates.post_same.threshold
        related = same + rates.post_related.threshold
        self._bounds: Ints = np.array([same, related, related + rates.post_other.threshold])
        codes = {o.code: n for n, o in enumerate(occupations)}
        for code in (code for o in occupations for code in o.related):
            codes.setdefault(code, len(codes))
        self._codes = listed(list(codes))
        self._count = len(occupations)
        related_to = [[codes[code] for code in o.related] or [n] for n, o in enumerate(occupations)]
        self._choices: Ints = np.array([len(places) for places in related_to])
        self._related: Ints = np.array([p + [0] * (max(self._choices) - len(p)) for p in related_to])

    def put(
        self, sheets: Sheets, careers: Careers, who: Ints, employer: Ints, start: Ints, end: Ints
    ) -> None:
        """The post of one job of each person."""
        codes = self._posts(careers, who)
        sheets.put(
            "岗位",
            who,
            cells_at(careers.persons.id_numbers, who),
            self._hiring.codes(employer),
            chosen(self._codes, codes),
            day_cells(start),
            day_cells(np.where(end == LASTING, NONE, end)),
        )

    def _posts(self, careers: Careers, who: Ints) -> Ints:
        throws, own = careers.throws, careers.occupations[who]
        kind = np.searchsorted(self._bounds, throws.bits(who), side="right")
        codes = np.where(kind == 0, own, NONE)
        near = np.flatnonzero(kind == 1)
        choice = throws.below(who[near], self._choices[own[near]])
        codes[near] = self._related[own[near], choice]
        other = np.flatnonzero(kind == 2)
        codes[other] = throws.below(who[other], self._count)
        return codes

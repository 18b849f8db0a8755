"""Life beside work: households, statuses, reviews, tenancies."""

from __future__ import annotations

import numpy as np
import polars as pl

from duixian.registry.sample.calendar import day_of, days_of
from duixian.registry.sample.careers import Careers
from duixian.registry.sample.cells import NONE, cells_at, day_cells, number_cells, yuan_cells
from duixian.registry.sample.people import household_cells, partners_of
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.skills import SENIOR, rank
from duixian.registry.sample.throws import Flags, Ints, Throws

_REVIEWS_BEGIN = day_of(2021, 7, 1)


class Living:
    """Writes careers' rows in 家庭, 人员身份, 人才评审 and 租房."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._as_of = profile.as_of.toordinal()

    def put(self, sheets: Sheets, careers: Careers) -> None:
        """All rows of persons' lives beside work."""
        throws, persons = careers.throws, careers.persons
        heads = (persons.households >= 0) & (careers.indices < partners_of(careers.indices))
        who = np.flatnonzero(heads)
        names = cells_at(persons.names, who)
        sheets.put("家庭", who, household_cells(persons.households[who]), names)
        everybody = np.arange(throws.size)
        for status, share in self._profile.statuses.items():
            self._status(sheets, careers, everybody[throws.wins(everybody, share.threshold)], status)
        self._reviews(sheets, careers)
        self._tenancies(
            sheets, careers, everybody[throws.wins(everybody, self._profile.rates.tenancy.threshold)]
        )

    def _status(self, sheets: Sheets, careers: Careers, who: Ints, status: str) -> None:
        throws = careers.throws
        years, months = throws.between(who, 2019, 2024), throws.between(who, 1, 12)
        first = days_of(years, months, throws.between(who, 1, 28))
        last = _some(throws, who, throws.below(who, 3) > 0, first, 90, 900)
        sheets.put("人员身份", who, _persons(careers, who), status, day_cells(first), day_cells(last))

    def _reviews(self, sheets: Sheets, careers: Careers) -> None:
        throws = careers.throws
        senior = _first_senior(careers)
        who = np.flatnonzero(senior >= 0)
        who = who[throws.wins(who, self._profile.rates.reviewed.threshold)]
        earliest = senior[who] + throws.between(who, 20, 400)
        days = np.maximum(earliest, _REVIEWS_BEGIN + throws.below(who, 500))
        held = days <= self._as_of
        who, days = who[held], days[held]
        last = np.where(throws.below(who, 2) > 0, days + 5 * 365, NONE)
        sheets.put("人才评审", who, _persons(careers, who), day_cells(days), day_cells(last))

    def _tenancies(self, sheets: Sheets, careers: Careers, who: Ints) -> None:
        throws = careers.throws
        years = throws.between(who, 2019, 2025)
        first = days_of(years, throws.between(who, 1, 12), 1)
        last = np.where(throws.below(who, 3) > 0, first + 364, NONE)
        rent = yuan_cells(100 * throws.between(who, 8, 35))
        numbers = number_cells("ZF", careers.indices[who], 6)
        district = self._profile.district.code
        days = day_cells(first), day_cells(last)
        sheets.put("租房", who, numbers, _persons(careers, who), district, *days, rent)


def _persons(careers: Careers, who: Ints) -> pl.Series:
    return cells_at(careers.persons.id_numbers, who)


def _some(throws: Throws, who: Ints, ending: Flags, first: Ints, least: int, most: int) -> Ints:
    """Last days for those that end, so many days after the first."""
    last = np.full(len(who), NONE)
    last[ending] = first[ending] + throws.between(who[ending], least, most)
    return last


def _first_senior(careers: Careers) -> Ints:
    """The day of the first certificate of 高级工 or above in the order of certificates; NONE for none."""
    held = careers.certificates
    days = np.full(careers.throws.size, NONE)
    for place in reversed(range(held.width)):
        there = (held.count > place) & (held["level"][:, place] >= rank(SENIOR))
        days[there] = held["issued"][there, place]
    return days

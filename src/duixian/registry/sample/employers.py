"""Employers and institutions: lists they are on, recognitions they have, yearly figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from duixian.registry.sample.calendar import days_of
from duixian.registry.sample.cells import (
    NONE,
    cells_at,
    chosen,
    count_cells,
    day_cells,
    joined,
    listed,
)
from duixian.registry.sample.credit_codes import code_cells
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.premises import (
    HEADS,
    HOME,
    OTHER,
    Premises,
    make_premises,
    put_premises,
    region_codes,
)
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.throws import Ints, Throws

_STREAM, _INSTITUTION_STREAM = 1, 2
_FIRST_SERIAL, _FIRST_INSTITUTION = 10_000_000, 90_000_000
_KINDS: Weighted[str] = Weighted(
    {"企业": 86, "个体工商户": 6, "民办非企业单位": 3, "社会团体": 2, "事业单位": 2, "机关": 1}
)
_INSTITUTION_KINDS = ("民办培训机构", "技工院校", "职业院校", "评价机构", "企业培训中心")
_LISTS: Weighted[str] = Weighted(
    {"经营异常名录": 6, "严重违法失信名单": 2, "欠缴社会保险费": 2, "欠税公告": 2}
)
_SIZES = ("大型", "中型", "小型", "微型")
_LARGE = 12
"""So many of the first employers are large, so many after them middling, and so on."""
_WORKDAYS = 3 * 365
_FIGURE_YEARS = range(2021, 2026)


@dataclass(slots=True)
class Employers:
    """Employers side by side; industries are places among the profile's."""

    indices: Ints
    throws: Throws
    premises: Premises
    industries: Ints
    codes: pl.Series


def numbers_of(profile: Profile, persons: int) -> tuple[int, int]:
    """How many employers and how many institutions there are for a number of persons."""
    size = profile.size
    return (
        max(size.least_employers, persons // size.persons_per_employer),
        max(size.least_institutions, persons // size.persons_per_institution),
    )


class EmployerMaker:
    """Makes employers and institutions by index, and their rows."""

    def __init__(self, profile: Profile, seed: int) -> None:
        self._profile, self._seed = profile, seed
        self._industries: Weighted[int] = Weighted([(n, i.weight) for n, i in enumerate(profile.industries)])
        self._regions = region_codes(profile)
        places = (profile.district, *profile.neighbours, *profile.elsewhere)
        self._short = listed([place.name for place in places])
        self._long = listed([profile.city.name + place.name for place in places])
        heads = np.arange(HEADS)
        self._heads = self._codes(np.full(HEADS, HOME), heads)

    def employers(self, first: int, last: int, sheets: Sheets) -> Employers:
        """The employers from one index to below another; their rows in all tables about them are put."""
        indices = np.arange(first, last)
        throws = Throws(self._seed, _STREAM, indices)
        premises = make_premises(self._profile, throws, indices)
        industries = throws.draw(np.arange(len(indices)), self._industries)
        codes = self._codes(premises.place, indices)
        made = Employers(indices, throws, premises, industries, codes)
        self._put(sheets, made)
        put_premises(sheets, self._profile, premises, codes)
        self._listings(sheets, made)
        self._recognitions(sheets, made)
        self._years(sheets, made)
        return made

    def _codes(self, places: Ints, indices: Ints) -> pl.Series:
        return code_cells(self._regions, places, _FIRST_SERIAL + indices * 37)

    def _put(self, sheets: Sheets, made: Employers) -> None:
        throws, who = made.throws, np.arange(made.throws.size)
        later = np.flatnonzero(made.indices >= HEADS)
        kinds = np.zeros(len(who), np.int64)
        kinds[later] = throws.draw(later, _KINDS)
        names = self._names(made, who)
        branch = np.zeros(len(who), bool)
        branch[later] = throws.wins(later, self._profile.rates.branch.threshold)
        closed = np.flatnonzero(made.premises.standing == OTHER)
        closed = closed[throws.below(closed, 30) == 0]
        sizes = np.minimum(len(_SIZES) - 1, made.indices // _LARGE)
        free = np.flatnonzero(made.indices >= _LARGE * len(_SIZES))
        sizes[free] = 1 + throws.below(free, len(_SIZES) - 1)
        ends, heads = np.full(len(who), NONE), np.full(len(who), NONE)
        years = throws.between(closed, 2024, 2025)
        ends[closed] = days_of(years, throws.between(closed, 1, 12), 20)
        heads[branch] = throws.below(np.flatnonzero(branch), HEADS)
        sheets.put(
            "用人单位",
            who,
            made.codes,
            joined(names, chosen(listed(("", "分公司")), branch.astype(np.int64))),
            chosen(listed(_KINDS.things), kinds),
            chosen(listed(_SIZES), sizes),
            chosen(listed([i.code for i in self._profile.industries]), made.industries),
            day_cells(made.premises.since),
            day_cells(ends),
            chosen(pl.concat([self._heads, listed(())]), heads),
        )

    def _names(self, made: Employers, who: Ints) -> pl.Series:
        throws, place = made.throws, made.premises.place
        whole = throws.below(who, 2) > 0
        words = throws.below(who, len(self._profile.employer_words))
        trades = [industry.words for industry in self._profile.industries]
        counts = np.array([len(texts) for texts in trades])
        trade = (np.cumsum(counts) - counts)[made.industries] + throws.below(who, counts[made.industries])
        town = np.where(whole, NONE, place), np.where(whole, place, NONE)
        return joined(
            chosen(self._short, town[0]),
            chosen(self._long, town[1]),
            chosen(listed(self._profile.employer_words), words),
            chosen(listed([text for texts in trades for text in texts]), trade),
            pl.repeat("有限公司", len(who), eager=True),
        )

    def _listings(self, sheets: Sheets, made: Employers) -> None:
        throws = made.throws
        who = np.arange(throws.size)
        who = who[throws.wins(who, self._profile.rates.listed.threshold)]
        years, months = throws.between(who, 2020, 2024), throws.between(who, 1, 12)
        first = days_of(years, months, throws.between(who, 1, 28))
        last = np.full(len(who), NONE)
        ended = np.flatnonzero(throws.below(who, 3))
        last[ended] = first[ended] + throws.between(who[ended], 60, 700)
        lists = chosen(listed(_LISTS.things), throws.draw(who, _LISTS))
        sheets.put("单位负面名单", who, cells_at(made.codes, who), lists, day_cells(first), day_cells(last))

    def _recognitions(self, sheets: Sheets, made: Employers) -> None:
        throws = made.throws
        for recognition in self._profile.recognitions:
            who = np.arange(throws.size)
            who = who[throws.wins(who, recognition.share.threshold)]
            years = throws.between(who, 2018, 2024)
            days = days_of(years, throws.between(who, 1, 12), 15)
            until = np.where(throws.below(who, 2) > 0, days + _WORKDAYS, NONE)
            title = recognition.title, recognition.tier
            cells = cells_at(made.codes, who), *title, day_cells(days), day_cells(until)
            sheets.put("单位认定", who, *cells)

    def _years(self, sheets: Sheets, made: Employers) -> None:
        throws, who = made.throws, np.arange(made.throws.size)
        heads = 3 + 40 * self._industries.total // (made.indices + 4)
        for year in _FIGURE_YEARS:
            heads = np.maximum(1, heads * throws.between(who, 94, 112) // 100)
            revenue = heads * throws.between(who, 310_000, 1_510_000)
            figures = (
                heads,
                heads * throws.between(who, 10, 45) // 100,
                revenue,
                revenue * throws.between(who, 0, 6) // 100,
                revenue * throws.between(who, 1, 5) // 100,
                heads * throws.between(who, 60_000, 130_000),
            )
            tenths = 10 * throws.between(who, 0, 6) + throws.below(who, 10)
            layoffs = chosen(listed([f"{n // 10}.{n % 10}%" for n in range(70)]), tenths)
            cells = (count_cells(figure) for figure in figures)
            sheets.put("单位年度数据", who, made.codes, str(year), *cells, layoffs)

    def institutions(self, count: int, sheets: Sheets) -> list[str]:
        """The codes of so many institutions; their rows are put."""
        profile, who = self._profile, np.arange(count)
        throws = Throws(self._seed, _INSTITUTION_STREAM, who)
        away = np.flatnonzero(who >= 3)
        away = away[throws.below(away, 2) == 0]
        places = np.full(count, HOME)
        places[away] = 1 + throws.below(away, len(profile.neighbours))
        words = throws.below(who, len(profile.employer_words))
        trade = throws.below(who, len(profile.institution_words))
        names = joined(
            pl.repeat(profile.city.name, count, eager=True),
            chosen(listed(profile.employer_words), words),
            chosen(listed(profile.institution_words), trade),
        )
        codes = code_cells(self._regions, places, _FIRST_INSTITUTION + who * 41)
        kinds = chosen(listed(_INSTITUTION_KINDS), who % len(_INSTITUTION_KINDS))
        sheets.put("机构", who, codes, names, kinds, chosen(listed(self._regions), places))
        return codes.to_list()

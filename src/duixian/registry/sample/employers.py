"""Employers and institutions: seats over time, lists they are on, yearly figures."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.registry.sample.calendar import day_of, day_text
from duixian.registry.sample.dice import Dice, Weighted, dice
from duixian.registry.sample.profile import Place, Profile
from duixian.registry.sample.sheets import RowSheets
from duixian.values.credit_code import make_credit_code

_STREAM, _INSTITUTION_STREAM = 1, 2
STEADY, WAVERING, OTHER = "steady", "wavering", "other"
_FIRST_SERIAL, _FIRST_INSTITUTION = 10_000_000, 90_000_000
_KINDS: Weighted[str] = Weighted(
    {"企业": 86, "个体工商户": 6, "民办非企业单位": 3, "社会团体": 2, "事业单位": 2, "机关": 1}
)
_INSTITUTION_KINDS = ("民办培训机构", "技工院校", "职业院校", "评价机构", "企业培训中心")
_LISTS: Weighted[str] = Weighted(
    {"经营异常名录": 6, "严重违法失信名单": 2, "欠缴社会保险费": 2, "欠税公告": 2}
)
_HEADS = 20
"""The first employers: steady enterprises, so that small registries have some."""
_SIZES = ("大型", "中型", "小型", "微型")


@dataclass(slots=True)
class Seat:
    """Where an employer is registered, taxed and located between two days (ordinals)."""

    registered: str
    taxed: str
    located: str
    first: int
    last: int | None


@dataclass(slots=True)
class Employer:
    """``standing``: steady (all three seats in the district, always), wavering (moved, or seats apart), other."""

    index: int
    code: str
    industry: str
    place: Place
    seats: list[Seat]
    standing: str


@dataclass(slots=True)
class Making:
    """What employers are made by. ``first``: codes of the first employers, who may have branches."""

    profile: Profile
    seed: int
    industries: Weighted[int]
    first: tuple[str, ...]


def numbers_of(profile: Profile, persons: int) -> tuple[int, int]:
    """How many employers and how many institutions there are for a number of persons."""
    size = profile.size
    return (
        max(size.least_employers, persons // size.persons_per_employer),
        max(size.least_institutions, persons // size.persons_per_institution),
    )


def making_of(profile: Profile, seed: int) -> Making:
    """The same for all employers of a registry."""
    industries: Weighted[int] = Weighted([(n, i.weight) for n, i in enumerate(profile.industries)])
    drawn = (_employer(profile, dice(seed, _STREAM, n), n, industries) for n in range(_HEADS))
    return Making(profile, seed, industries, tuple(employer.code for employer in drawn))


def make_employers(making: Making, indices: range, sheets: RowSheets) -> list[Employer]:
    """The employers with some indices, and their rows in all tables about them."""
    found = []
    for index in indices:
        draw = dice(making.seed, _STREAM, index)
        employer = _employer(making.profile, draw, index, making.industries)
        found.append(employer)
        _Rows(making, sheets, draw, employer).put()
    return found


def make_institutions(making: Making, count: int, sheets: RowSheets) -> list[str]:
    """The codes of so many institutions; their rows are put."""
    return [
        _institution(making.profile, dice(making.seed, _INSTITUTION_STREAM, n), n, sheets)
        for n in range(count)
    ]


def _employer(profile: Profile, draw: Dice, index: int, industries: Weighted[int]) -> Employer:
    seats, standing, place = _seats(profile, draw, index)
    industry = profile.industries[draw.draw(industries)]
    code = make_credit_code(place.code, _FIRST_SERIAL + index * 37)
    return Employer(index, code, industry.code, place, seats, standing)


def _seats(profile: Profile, draw: Dice, index: int) -> tuple[list[Seat], str, Place]:
    """The seats. The first employers are steady, so that small registries have some."""
    rates, here = profile.rates, profile.district
    away = draw.pick(profile.neighbours if draw.below(4) else profile.elsewhere)
    first = day_of(draw.between(1996, 2018), draw.between(1, 12), draw.between(1, 28))
    home, other = here.code, away.code
    if index >= _HEADS:
        moved = day_of(draw.between(2019, 2024), draw.between(1, 12))
        if not draw.wins(rates.local.threshold):
            return [Seat(other, other, other, first, None)], OTHER, away
        if draw.wins(rates.moved_in.threshold):
            return (
                [Seat(other, other, other, first, moved - 1), Seat(home, home, home, moved, None)],
                WAVERING,
                here,
            )
        if draw.wins(rates.moved_out.threshold):
            return (
                [Seat(home, home, home, first, moved - 1), Seat(other, other, other, moved, None)],
                WAVERING,
                here,
            )
        if draw.wins(rates.partial_seat.threshold):
            taxed, located = draw.pick([(other, home), (home, other), (other, other)])
            return [Seat(home, taxed, located, first, None)], WAVERING, here
    return [Seat(home, home, home, first, None)], STEADY, here


class _Rows:
    """The rows of one employer."""

    def __init__(self, making: Making, sheets: RowSheets, draw: Dice, employer: Employer) -> None:
        self._profile = making.profile
        self._heads = making.industries.total
        self._first = making.first
        self._sheets = sheets
        self._draw = draw
        self._employer = employer

    def put(self) -> None:
        """All of them."""
        self._self()
        for seat in self._employer.seats:
            cells = (seat.registered, seat.taxed, seat.located, day_text(seat.first), day_text(seat.last))
            self._sheets["单位地址"]((self._employer.code, *cells))
        if self._draw.wins(self._profile.rates.listed.threshold):
            self._listing()
        for recognition in self._profile.recognitions:
            if self._draw.wins(recognition.share.threshold):
                day = day_of(self._draw.between(2018, 2024), self._draw.between(1, 12), 15)
                until = day_text(day + 3 * 365) if self._draw.below(2) else ""
                cells5 = (self._employer.code, recognition.title, recognition.tier, day_text(day), until)
                self._sheets["单位认定"](cells5)
        self._years(3 + 40 * self._heads // (self._employer.index + 4))

    def _self(self) -> None:
        draw, employer = self._draw, self._employer
        industry = next(i for i in self._profile.industries if i.code == employer.industry)
        kind = "企业" if employer.index < _HEADS else draw.draw(_KINDS)
        name = f"{self._profile.city.name}{employer.place.name}" if draw.below(2) else employer.place.name
        name += f"{draw.pick(self._profile.employer_words)}{draw.pick(industry.words)}有限公司"
        branch = employer.index >= _HEADS and draw.wins(self._profile.rates.branch.threshold)
        closed = employer.standing == OTHER and draw.below(30) == 0
        self._sheets["用人单位"](
            (
                employer.code,
                f"{name}分公司" if branch else name,
                kind,
                _SIZES[min(3, employer.index // 12)] if employer.index < 48 else draw.pick(_SIZES[1:]),
                employer.industry,
                day_text(employer.seats[0].first),
                day_text(day_of(draw.between(2024, 2025), draw.between(1, 12), 20)) if closed else "",
                draw.pick(self._first) if branch else "",
            )
        )

    def _listing(self) -> None:
        first = day_of(self._draw.between(2020, 2024), self._draw.between(1, 12), self._draw.between(1, 28))
        last = day_text(first + self._draw.between(60, 700)) if self._draw.below(3) else ""
        self._sheets["单位负面名单"]((self._employer.code, self._draw.draw(_LISTS), day_text(first), last))

    def _years(self, heads: int) -> None:
        draw = self._draw
        for year in range(2021, 2026):
            heads = max(1, heads * draw.between(94, 112) // 100)
            revenue = heads * draw.between(310_000, 1_510_000)
            figures = (
                heads,
                heads * draw.between(10, 45) // 100,
                revenue,
                revenue * draw.between(0, 6) // 100,
            )
            money = (revenue * draw.between(1, 5) // 100, heads * draw.between(60_000, 130_000))
            layoffs = f"{draw.between(0, 6)}.{draw.below(10)}%"
            self._sheets["单位年度数据"](
                (self._employer.code, str(year), *map(str, (*figures, *money)), layoffs)
            )


def _institution(profile: Profile, draw: Dice, index: int, sheets: RowSheets) -> str:
    place = profile.district if index < 3 or draw.below(2) else draw.pick(profile.neighbours)
    name = f"{profile.city.name}{draw.pick(profile.employer_words)}{draw.pick(profile.institution_words)}"
    code = make_credit_code(place.code, _FIRST_INSTITUTION + index * 41)
    sheets["机构"]((code, name, _INSTITUTION_KINDS[index % len(_INSTITUTION_KINDS)], place.code))
    return code

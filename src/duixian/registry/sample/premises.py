"""Where employers are registered, taxed and located: in the district, elsewhere, or first the one and then the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from duixian.registry.sample.calendar import days_of
from duixian.registry.sample.cells import NONE, cells_at, chosen, day_cells, listed
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.throws import Ints, Throws

STEADY, WAVERING, OTHER = range(3)
"""All three seats in the district, always; moved, or seats apart; elsewhere."""
HEADS = 20
"""The first employers: steady enterprises, so that small registries have some."""
HOME = 0
"""The district's place among the regions."""
_APART: Ints = np.array([[1, 0], [0, 1], [1, 1]])
"""Which of tax and location are elsewhere."""


@dataclass(slots=True)
class Premises:
    """Employers side by side. Regions are places among those of ``region_codes``; ``next_seat`` and ``moved``
    are NONE for those who never moved; ``taxed`` and ``located`` are of the first seat."""

    standing: Ints
    place: Ints
    since: Ints
    seat: Ints
    taxed: Ints
    located: Ints
    moved: Ints
    next_seat: Ints


def region_codes(profile: Profile) -> list[str]:
    """The regions where employers may be: the district, its neighbours, places elsewhere."""
    return [place.code for place in (profile.district, *profile.neighbours, *profile.elsewhere)]


def make_premises(profile: Profile, throws: Throws, indices: Ints) -> Premises:
    """The premises of the employers with some indices."""
    who = np.arange(throws.size)
    away = _away(profile, throws, who)
    years, months = throws.between(who, 1996, 2018), throws.between(who, 1, 12)
    since = days_of(years, months, throws.between(who, 1, 28))
    home, none = np.full(len(who), HOME), np.full(len(who), NONE)
    standing = np.full(len(who), STEADY)
    seat, taxed, located = (home.copy() for _ in range(3))
    made = Premises(standing, home, since, seat, taxed, located, none, none.copy())
    _unsettle(profile, throws, made, away, np.flatnonzero(indices >= HEADS))
    made.place = np.where(made.standing == OTHER, away, HOME)
    return made


def _away(profile: Profile, throws: Throws, who: Ints) -> Ints:
    near = throws.below(who, 4) > 0
    neighbours, elsewhere = len(profile.neighbours), len(profile.elsewhere)
    choice = throws.below(who, np.where(near, neighbours, elsewhere))
    return choice + np.where(near, 1, 1 + neighbours)


def _unsettle(profile: Profile, throws: Throws, made: Premises, away: Ints, who: Ints) -> None:
    """Some of the employers are elsewhere, some move in, some out, some have seats apart."""
    rates = profile.rates
    years = throws.between(who, 2019, 2024)
    moved = np.zeros(throws.size, np.int64)
    moved[who] = days_of(years, throws.between(who, 1, 12), 1)
    who, outside = _split(throws, who, rates.local.threshold)
    made.standing[outside] = OTHER
    for seats in (made.seat, made.taxed, made.located):
        seats[outside] = away[outside]
    coming, who = _split(throws, who, rates.moved_in.threshold)
    for seats in (made.seat, made.taxed, made.located):
        seats[coming] = away[coming]
    made.next_seat[coming] = HOME
    going, who = _split(throws, who, rates.moved_out.threshold)
    made.next_seat[going] = away[going]
    apart, _ = _split(throws, who, rates.partial_seat.threshold)
    where = _APART[throws.below(apart, len(_APART))]
    made.taxed[apart], made.located[apart] = (np.where(there, away[apart], HOME) for there in where.T)
    moving = np.concatenate([coming, going])
    made.moved[moving] = moved[moving]
    made.standing[np.concatenate([moving, apart])] = WAVERING


def _split(throws: Throws, who: Ints, threshold: int) -> tuple[Ints, Ints]:
    """Those whose throw wins, and the others."""
    won = throws.wins(who, threshold)
    return who[won], who[~won]


def put_premises(sheets: Sheets, profile: Profile, made: Premises, codes: pl.Series) -> None:
    """The rows of 单位地址; ``codes`` are those of the employers."""
    regions, who = listed(region_codes(profile)), np.arange(len(made.since))
    seats = (chosen(regions, seats) for seats in (made.seat, made.taxed, made.located))
    last = np.where(made.moved < 0, NONE, made.moved - 1)
    sheets.put("单位地址", who, codes, *seats, day_cells(made.since), day_cells(last))
    movers = np.flatnonzero(made.moved >= 0)
    there = chosen(regions, made.next_seat[movers])
    since, end = day_cells(made.moved[movers]), ""
    sheets.put("单位地址", movers, cells_at(codes, movers), there, there, there, since, end)

"""All employers and institutions in columns, as persons are hired and taught by them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from duixian.registry.sample.calendar import starts_of
from duixian.registry.sample.cells import chosen, listed
from duixian.registry.sample.employers import Employers
from duixian.registry.sample.premises import region_codes
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.throws import Ints, Throws


@dataclass(slots=True)
class EmployerColumns:
    """Employers of a stretch side by side: ``seat`` and ``next_seat`` are places in the list of regions."""

    codes: pl.Series
    industry: Ints
    standing: Ints
    since: Ints
    seat: Ints
    next_since: Ints
    next_seat: Ints


def columns_of(made: Employers) -> EmployerColumns:
    """What of employers is kept."""
    at = made.premises
    return EmployerColumns(
        made.codes, made.industries, at.standing, at.since, at.seat, at.moved, at.next_seat
    )


class Hiring:
    """Chooses employers and institutions; they are told by their places among all."""

    def __init__(
        self, profile: Profile, parts: Iterable[EmployerColumns], institutions: Sequence[str]
    ) -> None:
        held = list(parts)
        self.all_codes = pl.concat([*(part.codes for part in held), listed(())])
        self._institutions = listed(institutions)
        self._regions = listed(region_codes(profile))
        self._since, self._seat, self._next_since, self._next_seat, standing, industry = (
            np.concatenate([getattr(part, name) for part in held])
            for name in ("since", "seat", "next_since", "next_seat", "standing", "industry")
        )
        self.steady, self.wavering, self.others = (np.flatnonzero(standing == n) for n in range(3))
        self._pool(profile, industry)
        self._wanted(profile)

    def _pool(self, profile: Profile, industry: Ints) -> None:
        """Steady employers: all of them, then those of each industry."""
        by_industry = [self.steady[industry[self.steady] == n] for n in range(len(profile.industries))]
        self._members = np.concatenate([self.steady, *by_industry])
        self._counts = np.array([len(pool) for pool in (self.steady, *by_industry)])
        self._starts = np.cumsum(self._counts) - self._counts

    def _wanted(self, profile: Profile) -> None:
        """The pools that each occupation draws from; the first one, all, where there is none."""
        industries = {industry.code: n + 1 for n, industry in enumerate(profile.industries)}
        pools = [[industries.get(code, 0) for code in o.industries] for o in profile.occupations]
        self._choices = np.array([len(pool) for pool in pools])
        self._pools = np.zeros((len(pools), max(1, *self._choices)), np.int64)
        for row, pool in zip(self._pools, pools, strict=True):
            row[: len(pool)] = [n if self._counts[n] else 0 for n in pool]

    def steady_for(self, throws: Throws, who: Ints, occupations: Ints) -> Ints:
        """Steady employers of one of the industries of each occupation, the first ones likelier."""
        choices = self._choices[occupations]
        choice = np.zeros(len(who), np.int64)
        several = np.flatnonzero(choices)
        choice[several] = throws.below(who[several], choices[several])
        pool = self._pools[occupations, choice]
        found: Ints = self._members[self._starts[pool] + throws.early(who, self._counts[pool])]
        return found

    def school(self, throws: Throws, who: Ints) -> Ints:
        """Institutions, each as likely."""
        return throws.below(who, len(self._institutions) - 1)

    def codes(self, employers: Ints) -> pl.Series:
        """The codes of employers; none for NONE."""
        return chosen(self.all_codes, employers)

    def school_codes(self, institutions: Ints) -> pl.Series:
        """The codes of institutions."""
        return chosen(self._institutions, institutions)

    def regions_in(self, employers: Ints, months: Ints) -> pl.Series:
        """The regions where employers are registered on the first day of months."""
        days = starts_of(months)
        moved = self._next_since[employers] >= 0
        # Before its first seat an employer stands where it will be last.
        later = moved & ((self._next_since[employers] <= days) | (days < self._since[employers]))
        return chosen(self._regions, np.where(later, self._next_seat[employers], self._seat[employers]))

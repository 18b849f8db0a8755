"""Who persons are: valid ID numbers of their own, and what stands in the register of persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import polars as pl

from duixian.registry.notes import RegistryError
from duixian.registry.sample.calendar import YEAR, day_of
from duixian.registry.sample.cells import NONE, cells_at, chosen, day_cells, listed, number_cells
from duixian.registry.sample.dice import Weighted
from duixian.registry.sample.names import person_names
from duixian.registry.sample.numbers import IdNumbers, account_cells
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.regions import Regions
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.throws import Flags, Ints, Throws
from duixian.values.bilingual import Text

# A sequence number of its own within a block of 499 persons, and birthdays that differ between blocks. The next
# so many persons begin again, with ID numbers of other counties (``regions``).
_SEQUENCES, _BLOCKS = 499, 1009
PERSONS_OF_A_TURN = _SEQUENCES * _BLOCKS
_EARLIEST_BIRTH = day_of(1967)
_COUPLES = 4
_MOST_MALE = 62
_EDUCATION: Weighted[str] = Weighted(
    {"初中及以下": 6, "高中": 14, "中专": 16, "技工": 20, "大专": 30, "本科": 13, "硕士": 1}
)
_EDUCATION_CELLS, _SEXES = listed(_EDUCATION.things), listed(("女", "男"))


@dataclass(slots=True)
class Persons:
    """Persons side by side. ``births`` and ``deaths`` are ordinals, ``households`` numbers; NONE for none."""

    id_numbers: pl.Series
    names: pl.Series
    male: Flags
    births: Ints
    households: Ints
    deaths: Ints
    regions: Ints

    def taken(self, who: Ints) -> Self:
        """Some of them."""
        texts = cells_at(self.id_numbers, who), cells_at(self.names, who)
        flat = (self.births, self.households, self.deaths, self.regions)
        return type(self)(*texts, self.male[who], *(column[who] for column in flat))


class People:
    """Makes persons by index and writes their rows."""

    def __init__(self, profile: Profile, seed: int) -> None:
        regions = Regions(profile.id_regions)
        codes = [code for turn in regions.by_turn for code in turn]
        self._seed = seed
        self._regions = regions.weighted
        self._id_numbers = IdNumbers(codes)
        self._district = len(codes)
        self._codes = listed([*codes, profile.district.code])
        self._household = profile.rates.household.threshold
        self._missing = profile.rates.missing.threshold

    def persons(self, throws: Throws, who: Ints, indices: Ints, born_about: Ints) -> Persons:
        """The persons with some indices, born within 505 days of a day."""
        male = throws.below(who, 100) < _MOST_MALE
        births = _births(indices, np.maximum(born_about, _EARLIEST_BIRTH))
        sequences = 2 * (indices % _SEQUENCES) + np.where(male, 1, 2)
        turn = indices // PERSONS_OF_A_TURN
        regions = turn * len(self._regions.things) + throws.draw(who, self._regions)
        first = np.minimum(indices, partners_of(indices))
        households = np.where(self._couples(first), first, NONE)
        names = person_names(throws, who, male)
        id_numbers = self._id_numbers.cells(regions, births, sequences)
        return Persons(id_numbers, names, male, births, households, np.full(len(who), NONE), regions)

    def _couples(self, first: Ints) -> Flags:
        """Whether persons share a household with their partner, by dice that both share."""
        distinct, back = np.unique(first, return_inverse=True)
        couples = Throws(self._seed, _COUPLES, distinct, ready=1)
        return couples.wins(np.arange(len(distinct)), self._household)[back]

    def put(self, sheets: Sheets, throws: Throws, persons: Persons) -> None:
        """The persons' rows, with some cells left empty."""
        who = np.arange(throws.size)
        hukou = np.where(throws.below(who, 3) == 0, self._district, persons.regions)
        births = np.where(throws.wins(who, self._missing), NONE, persons.births)
        hukou = np.where(throws.wins(who, self._missing), NONE, hukou)
        education = np.full(len(who), NONE)
        known = np.flatnonzero(~throws.wins(who, self._missing))
        education[known] = throws.draw(known, _EDUCATION)
        graduated = persons.births + throws.between(who, 18, 22) * YEAR + 180
        sheets.put(
            "人员",
            who,
            persons.id_numbers,
            persons.names,
            chosen(_SEXES, persons.male.astype(np.int64)),
            day_cells(births),
            chosen(self._codes, hukou),
            household_cells(persons.households),
            chosen(_EDUCATION_CELLS, education),
            day_cells(graduated),
            day_cells(persons.deaths),
            number_cells("1", throws.between_far(who, 3_000_000_000, 9_999_999_999), 10),
            account_cells(throws, who),
        )


def household_cells(numbers: Ints) -> pl.Series:
    """Numbers of households; none for a negative one."""
    cells = number_cells("JT", numbers, 7)
    return pl.select(pl.when(pl.Series(numbers >= 0)).then(cells)).to_series()


def partners_of(indices: Ints) -> Ints:
    """The other person of each household: not a neighbour, for neighbours never have the same part in the
    headcounts, which are spread evenly."""
    return indices ^ PARTNER


PARTNER = 64
"""The distance to the other person of a household, one way or the other."""


def check_number(persons: int, profile: Profile) -> None:
    """Refuse more persons than there are ID numbers to give. Raises RegistryError (``sample-persons``)."""
    most = Regions(profile.id_regions).turns * PERSONS_OF_A_TURN
    if not 1 <= persons <= most:
        raise RegistryError(
            "sample-persons",
            Text(f"不能生成 {persons} 人的样本。", f"A sample of {persons} persons cannot be made."),
            remedy=Text(f"人数（含另加的人员）应为 1 至 {most}。", f"Ask for 1 to {most} in all."),
        )


def _births(indices: Ints, about: Ints) -> Ints:
    earlier = about - (about - indices // _SEQUENCES) % _BLOCKS
    later = earlier + _BLOCKS
    near = np.where(about - earlier <= later - about, earlier, later)
    return np.where(near >= _EARLIEST_BIRTH, near, near + _BLOCKS)

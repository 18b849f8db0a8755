"""Rows of learning: certificates, then what was learned before them and after."""

from __future__ import annotations

import numpy as np
import polars as pl

from duixian.language.vocabulary.writings import NONE_WORD
from duixian.registry.sample.apprentices import Apprentices
from duixian.registry.sample.calendar import day_of, months_of
from duixian.registry.sample.careers import PLAIN, SPECIAL_ABILITY, SPECIAL_WORK, Careers
from duixian.registry.sample.cells import NONE, cells_at, chosen, day_cells, joined, listed, number_cells
from duixian.registry.sample.happenings import EventTexts, Happenings, events_of
from duixian.registry.sample.hiring import Hiring
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.skills import LEVELS, RECORDS_BEGIN
from duixian.registry.sample.throws import Flags, Ints
from duixian.registry.sample.training import Training

_LEVEL_DIGITS: Ints = np.array([0, 5, 4, 3, 2, 1, 1])
"""By rank."""
_LEVEL_CERTIFICATES = day_of(2020, 1, 1)  # from about then enterprises and institutions assess levels
_KINDS = ("职业资格证书", "职业技能等级证书", "专项职业能力证书", "特种作业证")
_QUALIFICATION, _OF_LEVEL = 0, 1
_KIND_OF: Ints = np.zeros(3, np.int64)
_KIND_OF[[SPECIAL_ABILITY, SPECIAL_WORK]] = 2, 3
_KIND_CELLS, _LEVEL_CELLS = listed(_KINDS), listed((NONE_WORD, *LEVELS[1:]))


class Learning:
    """Writes careers' rows in 技能证书, 培训 and 学徒."""

    def __init__(self, profile: Profile, hiring: Hiring, happenings: Happenings) -> None:
        self._rates = profile.rates
        self._hiring = hiring
        self._happenings = happenings
        self._training = Training(profile, hiring, happenings)
        self._apprentices = Apprentices(profile, hiring, happenings)
        self._issuers = listed((f"{profile.city.name}市职业技能鉴定指导中心", "本单位自主评价"))
        self._codes = listed([o.code for o in profile.occupations])
        self._names = listed([o.name for o in profile.occupations])

    def put(self, sheets: Sheets, careers: Careers) -> None:
        """All rows of what persons learned."""
        held, throws = careers.certificates, careers.throws
        trainings = np.zeros(throws.size, np.int64)
        for place in range(held.width):
            who = np.flatnonzero(held.count > place)
            texts = self._certificates(sheets, careers, who, place)
            recorded = held["issued"][who, place] >= RECORDS_BEGIN
            rows = np.flatnonzero(recorded & (held["level"][who, place] > 0))
            who, texts = who[rows], cells_at(texts, rows)
            trained = np.flatnonzero(throws.wins(who, self._rates.trained_before.threshold))
            trainings[who[trained]] += 1
            before = cells_at(texts, trained)
            self._training.before(sheets, careers, who[trained], place, before, trainings)
            learned = who[throws.wins(who, self._rates.apprenticed.threshold)]
            self._apprentices.before(sheets, careers, learned, place)
        self._training.yearly(sheets, careers, trainings)

    def interns(self, sheets: Sheets, careers: Careers) -> None:
        """The rows of persons without certificate who are interns."""
        self._apprentices.interns(sheets, careers)

    def _certificates(self, sheets: Sheets, careers: Careers, who: Ints, place: int) -> pl.Series:
        """The certificates at a place of those who have so many; returns their numbers."""
        throws, held = careers.throws, careers.certificates
        occupations, levels, issued, kinds = (
            held[name][who, place] for name in ("occupation", "level", "issued", "kind")
        )
        new = issued >= _LEVEL_CERTIFICATES
        new[new] = throws.below(who[new], 5) > 0
        kind = np.where(kinds == PLAIN, np.where(new, _OF_LEVEL, _QUALIFICATION), _KIND_OF[kinds])
        texts = _numbers(careers.indices[who] * 10 + place + 1, levels, issued, kind, new)
        employer, in_house = self._assessed(careers, who, issued, new)
        missing = throws.wins(who, self._rates.missing.threshold)
        persons = cells_at(careers.persons.id_numbers, who)
        employers, codes = self._hiring.codes(employer), chosen(self._codes, occupations)
        sheets.put(
            "技能证书",
            who,
            texts,
            persons,
            chosen(_KIND_CELLS, kind),
            codes,
            chosen(self._names, np.where(missing, NONE, occupations)),
            chosen(_LEVEL_CELLS, levels),
            day_cells(issued),
            chosen(self._issuers, in_house.astype(np.int64)),
            employers,
        )
        schools = np.full(len(who), NONE)
        levelled = np.flatnonzero(levels)
        schools[levelled] = self._hiring.school(throws, who[levelled])
        written = EventTexts(texts, persons, employers, self._hiring.school_codes(schools), codes)
        events = events_of("技能证书", who, issued, _KINDS, kind, levels, written)
        self._happenings.arise(sheets, throws, events.at(levelled))
        return texts

    def _assessed(self, careers: Careers, who: Ints, issued: Ints, new: Flags) -> tuple[Ints, Flags]:
        """The employers by whom persons were entered, NONE for none, and whether these assessed them."""
        throws, employer = careers.throws, careers.employer_on(who, issued)
        employed = np.flatnonzero(employer >= 0)
        unnamed = employed[throws.below(who[employed], 4) == 0]
        in_house = new & (employer >= 0)
        in_house[in_house] = throws.below(who[in_house], 3) == 0
        employer[unnamed] = NONE
        return employer, in_house


def _numbers(serials: Ints, levels: Ints, issued: Ints, kind: Ints, new: Flags) -> pl.Series:
    """22 characters for a level certificate, 16 digits for a qualification, both of the usual shape."""
    years, digits = months_of(issued) // 12 % 100, _LEVEL_DIGITS[levels]
    special = kind >= 2
    million, tenth = 10**6, 10**5
    of_level = joined(
        number_cells("Y0033", years, 2),
        number_cells("", serials // million, 6),
        number_cells("00", digits, 1),
        number_cells("", serials % million, 6),
    )
    qualification = joined(
        number_cells("", years, 2),
        number_cells("1133", serials // tenth, 4),
        number_cells("", digits, 1),
        number_cells("", serials % tenth, 5),
    )
    other = joined(number_cells("T", years, 2), number_cells("3301", serials, 8))
    by_kind = pl.when(pl.Series(special)).then(other).when(pl.Series(new)).then(of_level)
    return pl.select(by_kind.otherwise(qualification)).to_series()

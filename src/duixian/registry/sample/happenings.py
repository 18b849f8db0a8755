"""What is claimed and what was already paid for the events of many persons side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
import polars as pl

from duixian.registry.sample.cells import cells_at, chosen, day_cells, listed, yuan_cells
from duixian.registry.sample.profile import ClaimHabit, PaymentHabit, Profile
from duixian.registry.sample.sheets import Sheets
from duixian.registry.sample.skills import LEVELS
from duixian.registry.sample.throws import Flags, Ints, Throws

_LEVEL_CELLS = listed(LEVELS)
H = TypeVar("H", ClaimHabit, PaymentHabit)


@dataclass(slots=True)
class EventTexts:
    """What is written of events; null where there is no such thing."""

    numbers: pl.Series
    persons: pl.Series
    employers: pl.Series
    institutions: pl.Series
    occupations: pl.Series


@dataclass(slots=True)
class Events:
    """Events of one table, one to a person: ``kinds`` what tells them apart beside the level, ``kind`` which of
    them each is of, ``levels`` ranks. Texts are null where there is no such thing."""

    table: str
    who: Ints
    days: Ints
    kinds: tuple[str, ...]
    kind: Ints
    levels: Ints
    texts: EventTexts
    places: Ints
    """Where the texts of each stand."""

    def at(self, rows: Ints) -> Self:
        """Some of them."""
        flat = self.who[rows], self.days[rows], self.kinds, self.kind[rows], self.levels[rows]
        return type(self)(self.table, *flat, self.texts, self.places[rows])

    def cells(self, texts: pl.Series) -> pl.Series:
        """One kind of their texts."""
        return cells_at(texts, self.places)


class Happenings:
    """Writes claims and earlier payments by the profile's habits."""

    def __init__(self, profile: Profile) -> None:
        self._window = (profile.window.first.toordinal(), profile.window.last.toordinal())
        self._as_of = profile.as_of.toordinal()
        self._claims = _by_table(profile.claims)
        self._payments = _by_table(profile.payments)

    def arise(self, sheets: Sheets, throws: Throws, events: Events) -> None:
        """Claims and payments of those events that lie in the window, if chance has it."""
        first, last = self._window
        inside = events.at(np.flatnonzero((events.days >= first) & (events.days <= last)))
        for claim in self._claims.get(events.table, ()):
            some = inside.at(np.flatnonzero(_fits(claim, inside)))
            self._claim(sheets, throws, some.at(_winners(throws, some, claim)), claim)
        for payment in self._payments.get(events.table, ()):
            some = inside.at(np.flatnonzero(_yuan(payment, inside)))
            self._pay(sheets, throws, some.at(_winners(throws, some, payment)), payment)

    def _claim(self, sheets: Sheets, throws: Throws, events: Events, habit: ClaimHabit) -> None:
        days = events.days + throws.between(events.who, habit.days[0], habit.days[-1])
        rows = np.flatnonzero(days <= self._as_of)
        events, when, texts = events.at(rows), day_cells(days[rows]), events.texts
        claimants = events.cells(texts.persons if habit.claimant == "人员" else texts.employers)
        sheets.put("申报", events.who, "", habit.benefit, events.cells(texts.numbers), when, claimants)

    def _pay(self, sheets: Sheets, throws: Throws, events: Events, habit: PaymentHabit) -> None:
        days = events.days + throws.between(events.who, habit.days[0], habit.days[-1])
        texts = events.texts
        payees = {"人员": texts.persons, "用人单位": texts.employers, "机构": texts.institutions}
        somebody = events.cells(payees[habit.payee]).is_not_null().to_numpy()
        rows = np.flatnonzero((days <= self._as_of) & somebody)
        events, when = events.at(rows), day_cells(days[rows])
        sheets.put(
            "已享受",
            events.who,
            "",
            habit.policy,
            habit.benefit,
            habit.matter,
            events.cells(texts.numbers),
            habit.tier,
            # The person is the one the money was for, even where an employer or institution got it.
            events.cells(texts.persons),
            events.cells(texts.employers) if habit.payee == "用人单位" else "",
            events.cells(texts.institutions) if habit.payee == "机构" else "",
            events.cells(texts.occupations),
            chosen(_LEVEL_CELLS, events.levels),
            yuan_cells(_yuan(habit, events)),
            when,
        )


def events_of(
    table: str, who: Ints, days: Ints, kinds: tuple[str, ...], kind: Ints, levels: Ints, texts: EventTexts
) -> Events:
    """Events, whose texts stand as they do."""
    return Events(table, who, days, kinds, kind, levels, texts, np.arange(len(who)))


def _by_table(habits: Iterable[H]) -> dict[str, list[H]]:
    found: dict[str, list[H]] = {}
    for habit in habits:
        found.setdefault(habit.table, []).append(habit)
    return found


def _winners(throws: Throws, events: Events, habit: ClaimHabit | PaymentHabit) -> Ints:
    return np.flatnonzero(throws.wins(events.who, habit.share.threshold))


def _fits(habit: ClaimHabit, events: Events) -> Flags:
    """Whether claims are made for events of their level or kind."""
    if not habit.only:
        return np.ones(len(events.who), bool)
    kinds, levels = (np.array([t in habit.only for t in texts]) for texts in (events.kinds, LEVELS))
    fits: Flags = kinds[events.kind] | levels[events.levels]
    return fits


def _yuan(habit: PaymentHabit, events: Events) -> Ints:
    """The amount by kind, or else by level; 0 for none."""
    kinds, levels = (np.array([habit.yuan.get(t, 0) for t in texts]) for texts in (events.kinds, LEVELS))
    return np.where(kinds[events.kind], kinds[events.kind], levels[events.levels])

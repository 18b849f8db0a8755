"""What was claimed and what was already paid, for part of the events in the policy's window."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.registry.sample.calendar import DAY_TEXT
from duixian.registry.sample.dice import Dice
from duixian.registry.sample.profile import ClaimHabit, PaymentHabit, Profile
from duixian.registry.sample.sheets import RowSheets


@dataclass(slots=True)
class Event:
    """Something for which money may be claimed; empty texts where there is no such thing.

    ``kind`` is what tells it from others of its table beside the level: the title, the tier, the result.
    """

    table: str
    number: str
    day: int
    kind: str = ""
    level: str = ""
    person: str = ""
    employer: str = ""
    institution: str = ""
    occupation: str = ""


class Money:
    """Writes claims and earlier payments by the profile's habits, numbered in the order they arise."""

    def __init__(self, profile: Profile, sheets: RowSheets, numbers: int) -> None:
        """``numbers``: how many claims and payments there were before."""
        self._window = (profile.window.first.toordinal(), profile.window.last.toordinal())
        self._as_of = profile.as_of.toordinal()
        self._claims: dict[str, list[ClaimHabit]] = {}
        self._payments: dict[str, list[PaymentHabit]] = {}
        for claim in profile.claims:
            self._claims.setdefault(claim.table, []).append(claim)
        for payment in profile.payments:
            self._payments.setdefault(payment.table, []).append(payment)
        self._sheets = sheets
        self._numbers = numbers

    def arise(self, throw: Dice, event: Event) -> None:
        """Claims and payments of one event, if it lies in the window and chance has it."""
        first, last = self._window
        if not first <= event.day <= last:
            return
        for claim in self._claims.get(event.table, ()):
            fits = not claim.only or event.level in claim.only or event.kind in claim.only
            if fits and throw.wins(claim.share.threshold):
                self._claim(throw, event, claim)
        for payment in self._payments.get(event.table, ()):
            yuan = payment.yuan.get(event.kind) or payment.yuan.get(event.level)
            if yuan and throw.wins(payment.share.threshold):
                self._pay(throw, event, payment, yuan)

    def _claim(self, throw: Dice, event: Event, habit: ClaimHabit) -> None:
        day = event.day + throw.between(habit.days[0], habit.days[-1])
        if day <= self._as_of:
            claimant = event.person if habit.claimant == "人员" else event.employer
            cells = (self._number("SB"), habit.benefit, event.number, DAY_TEXT[day], claimant)
            self._sheets["申报"](cells)

    def _pay(self, throw: Dice, event: Event, habit: PaymentHabit, yuan: int) -> None:
        day = event.day + throw.between(habit.days[0], habit.days[-1])
        payees = {"人员": event.person, "用人单位": event.employer, "机构": event.institution}
        if day > self._as_of or not payees[habit.payee]:
            return
        self._sheets["已享受"](
            (
                self._number("ZF"),
                habit.policy,
                habit.benefit,
                habit.matter,
                event.number,
                habit.tier,
                # The person is the one the money was for, even where an employer or institution got it.
                event.person,
                event.employer if habit.payee == "用人单位" else "",
                event.institution if habit.payee == "机构" else "",
                event.occupation,
                event.level,
                f"{yuan}.00",
                DAY_TEXT[day],
            )
        )

    def _number(self, letters: str) -> str:
        self._numbers += 1
        return f"{letters}{self._numbers:09d}"

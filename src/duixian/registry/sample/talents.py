"""Recognised talents and the homes they buy, some of them couples."""

from __future__ import annotations

from duixian.registry.sample.calendar import DAY_TEXT, day_of, day_text
from duixian.registry.sample.candidates import Candidate, Candidates
from duixian.registry.sample.dice import dice
from duixian.registry.sample.payments import Event, Money
from duixian.registry.sample.profile import Profile, TalentTier
from duixian.registry.sample.sheets import RowSheets
from duixian.registry.sample.skills import SENIOR

_STREAM = 9


class TalentRegister:
    """Writes 人才认定 and 购房."""

    def __init__(
        self, profile: Profile, seed: int, candidates: Candidates, sheets: RowSheets, money: Money
    ) -> None:
        self._profile = profile
        self._talents = profile.talents
        self._throw = dice(seed, _STREAM)
        self._candidates = candidates
        self._sheets = sheets
        self._money = money
        self._as_of = profile.as_of.toordinal()
        self._taken: set[int] = set()
        self._recognitions = 0
        self._purchases = 0

    def put(self) -> None:
        """Couples first, then single talents of each tier and class."""
        for _ in range(self._candidates.scaled(self._talents.couples)):
            self._couple()
        for tier in self._talents.counts:
            for name, count in tier.classes.items():
                for _ in range(self._candidates.scaled(count)):
                    self._single(tier, name)

    def _couple(self) -> None:
        throw, day = self._throw, self._day()
        couple = self._candidates.couple(throw, day, SENIOR, self._taken)
        if couple is None:
            return
        first, second = couple
        tiers = [tier.tier for tier in self._talents.counts]
        self._recognise(first, tiers[0], throw.pick(("E类", "D类")), day)
        self._recognise(second, tiers[-1], "E类", day + throw.between(0, 300))
        self._buy(first, tiers[0], day + throw.between(20, 400))
        if throw.below(2):
            self._buy(second, tiers[-1], day + throw.between(350, 600))

    def _single(self, tier: TalentTier, name: str) -> None:
        throw, day = self._throw, self._day()
        career = self._candidates.person(throw, day, SENIOR, self._taken)
        if career is None:
            return
        self._recognise(career, tier.tier, name, day)
        last = self._talents.counts[-1].tier
        if tier.tier != last and throw.wins(self._talents.both_tiers.threshold):
            self._recognise(career, last, name, day - throw.between(100, 500))
        if throw.wins(self._talents.buyers.threshold):
            self._buy(career, tier.tier, day + throw.between(20, 500))

    def _day(self) -> int:
        first, last = self._talents.years[0], self._talents.years[-1]
        throw = self._throw
        return day_of(throw.between(first, last), throw.between(1, 12), throw.between(1, 28))

    def _recognise(self, career: Candidate, tier: str, name: str, day: int) -> None:
        self._recognitions += 1
        number, person = f"RC{self._recognitions:05d}", career.id_number
        last = day_text(day + 5 * 365) if self._throw.below(2) else ""
        self._sheets["人才认定"]((number, person, tier, name, DAY_TEXT[day], last))
        self._money.arise(self._throw, Event("人才认定", number, day, name, "", person))

    def _buy(self, career: Candidate, tier: str, day: int) -> None:
        if day > self._as_of:
            return
        self._purchases += 1
        throw = self._throw
        place = (
            throw.pick(self._profile.neighbours).code if throw.below(7) == 0 else self._profile.district.code
        )
        number, person = f"GF{self._purchases:05d}", career.id_number
        price = f"{10_000 * throw.between(180, 620)}.00"
        self._sheets["购房"]((number, person, place, DAY_TEXT[day], price))
        self._money.arise(throw, Event("购房", number, day, tier, "", person))

"""Studios of masters: recognised at one tier after the other, assessed in cycles."""

from __future__ import annotations

from duixian.registry.sample.calendar import DAY_TEXT, day_of, day_text
from duixian.registry.sample.candidates import Candidate, Candidates
from duixian.registry.sample.dice import Dice, dice
from duixian.registry.sample.payments import Event, Money
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import RowSheets
from duixian.registry.sample.skills import TECHNICIAN

_STREAM = 8
_TIERS = ("区级", "市级", "省级", "国家级")


class StudioRegister:
    """Writes 工作室, 工作室认定 and 工作室考核."""

    def __init__(
        self, profile: Profile, seed: int, candidates: Candidates, sheets: RowSheets, money: Money
    ) -> None:
        self._studios = profile.studios
        self._seed = seed
        self._candidates = candidates
        self._sheets = sheets
        self._money = money
        self._as_of = profile.as_of.toordinal()
        self._numbers = 0

    def put(self) -> None:
        """Every studio, by the highest tier it reaches."""
        first, last = self._studios.years[0], self._studios.years[-1]
        for tier, count in self._studios.counts.items():
            for place in range(self._candidates.scaled(count)):
                throw = dice(self._seed, _STREAM, _TIERS.index(tier) * 1000 + place)
                begun = day_of(throw.between(first, last), throw.between(3, 12), throw.between(1, 28))
                for leader in self._candidates.people(throw, begun, TECHNICIAN, 1):
                    self._studio(throw, leader, begun, _TIERS[: _TIERS.index(tier) + 1])

    def _studio(self, throw: Dice, leader: Candidate, begun: int, tiers: tuple[str, ...]) -> None:
        self._numbers += 1
        number = f"GZS{self._numbers:04d}"
        closed = begun + throw.between(700, 1500) if throw.below(12) == 0 else None
        closed = None if closed is None or closed > self._as_of else closed
        name = f"{leader.name}{leader.occupation}{self._studios.name}"
        host = leader.employer_on(begun)
        self._sheets["工作室"]((number, name, leader.id_number, host, day_text(closed)))
        day = begun
        for tier in tiers:
            if day <= self._as_of and (closed is None or day < closed):
                code = f"{number}-{_TIERS.index(tier) + 1}"
                self._sheets["工作室认定"]((code, number, tier, DAY_TEXT[day]))
                self._money.arise(throw, Event("工作室认定", code, day, tier, "", "", host))
            day += throw.between(300, 800)
        self._assessments(throw, (number, host), begun, closed)

    def _assessments(self, throw: Dice, studio: tuple[str, str], begun: int, closed: int | None) -> None:
        number, host = studio
        for cycle in self._studios.cycles:
            day = day_of(int(cycle[-4:]) + 1, 3, throw.between(1, 28))
            if begun < day - 365 and day <= self._as_of and (closed is None or day < closed):
                excellent = throw.wins(self._studios.excellent.threshold)
                result = "优秀" if excellent else ("不合格" if throw.below(20) == 0 else "合格")
                code = f"{number}-{cycle}"
                self._sheets["工作室考核"]((code, number, cycle, DAY_TEXT[day], result))
                self._money.arise(throw, Event("工作室考核", code, day, result, "", "", host))

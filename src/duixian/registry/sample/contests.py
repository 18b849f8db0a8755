"""Contests: single events with places (some shared), teams whose members share to 100 per cent, experts."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.registry.sample.calendar import DAY_TEXT, day_of
from duixian.registry.sample.candidates import Candidate, Candidates
from duixian.registry.sample.dice import Dice, dice
from duixian.registry.sample.payments import Event, Money
from duixian.registry.sample.profile import Contest, Profile
from duixian.registry.sample.sheets import RowSheets
from duixian.registry.sample.skills import MIDDLE, SENIOR

_STREAM = 7
_MEDALS = ("金奖", "银奖", "铜奖", "优胜奖")
_SHARES = {
    2: (("50%", "50%"), ("60%", "40%")),
    3: (("40%", "30%", "30%"), ("1/3", "1/3", "1/3")),
    4: (("25%", "25%", "25%", "25%"), ("40%", "20%", "20%", "20%")),
}
_TOP_TIERS = ("世界级", "国家级")


@dataclass(slots=True)
class _Final:
    """One event of one contest in one year."""

    contest: Contest
    event: str
    day: int
    throw: Dice


class Contests:
    """Writes 竞赛成绩 and 竞赛成员."""

    def __init__(
        self, profile: Profile, seed: int, candidates: Candidates, sheets: RowSheets, money: Money
    ) -> None:
        self._profile = profile
        self._seed = seed
        self._candidates = candidates
        self._sheets = sheets
        self._money = money
        self._results = 0

    def put(self) -> None:
        """Every contest of every year up to the day the registers were drawn up."""
        for place, contest in enumerate(self._profile.contests):
            for year in contest.years:
                throw = dice(self._seed, _STREAM, place * 10_000 + year)
                day = day_of(year, contest.month, throw.between(5, 28))
                if day <= self._profile.as_of.toordinal():
                    self._year(contest, throw, day)

    def _year(self, contest: Contest, throw: Dice, day: int) -> None:
        occupations = [o.name for o in self._profile.occupations]
        throw.shuffle(occupations)
        singles = self._candidates.scaled(contest.single_events)
        teams = self._candidates.scaled(contest.team_events) if contest.team_events else 0
        for number in range(singles + teams):
            event = occupations[number % len(occupations)]
            final = _Final(contest, event if number < singles else f"{event}（团体）", day, throw)
            if number < singles:
                self._single(final)
            else:
                self._teams(final)
            if contest.experts:
                self._experts(final)

    def _single(self, final: _Final) -> None:
        contest, throw = final.contest, final.throw
        least = SENIOR if contest.tier in _TOP_TIERS else MIDDLE
        people = self._candidates.people(throw, final.day, least, contest.places)
        # In one event of five the second place is shared, and there is no third.
        shared = contest.places >= 4 and throw.below(5) == 0
        for order, career in enumerate(people, start=1):
            place = 2 if shared and order == 3 else order
            self._result(final, ("个人赛", "选手", ""), career, place)

    def _teams(self, final: _Final) -> None:
        for place in range(1, final.contest.places + 1):
            size = 2 if final.contest.tier == "世界级" else final.throw.between(2, 4)
            self._team(final, ("团体赛", "选手", f"{final.event}第{place}队"), size, place)

    def _experts(self, final: _Final) -> None:
        self._team(final, ("团体赛", "技术指导专家", f"{final.event}技术指导专家团队"), 3, 1)

    def _team(self, final: _Final, form: tuple[str, str, str], size: int, place: int) -> None:
        people = self._candidates.people(final.throw, final.day, MIDDLE, size)
        if len(people) < size:
            return
        number = self._result(final, form, people[0], place)
        for career, share in zip(people, final.throw.pick(_SHARES[size]), strict=True):
            self._sheets["竞赛成员"]((number, career.id_number, share))

    def _result(self, final: _Final, form: tuple[str, str, str], career: Candidate, place: int) -> str:
        self._results += 1
        contest = final.contest
        number = f"JS{self._results:06d}"
        kind, role, team = form
        medal = self._medal(final, place) if contest.medals else ""
        person = "" if team else career.id_number
        employer = career.employer_on(final.day)
        day = DAY_TEXT[final.day]
        self._sheets["竞赛成绩"](
            (
                number,
                contest.name,
                contest.tier,
                final.event,
                kind,
                role,
                person,
                employer,
                team,
                str(place),
                medal,
                day,
            )
        )
        self._money.arise(
            final.throw, Event("竞赛成绩", number, final.day, contest.tier, "", person, employer)
        )
        return number

    def _medal(self, final: _Final, place: int) -> str:
        if final.contest.tier == "世界级":
            # The same event of the same year has the same medal for competitors and experts.
            return _MEDALS[(final.day + len(final.event)) % len(_MEDALS)]
        return _MEDALS[min(place, len(_MEDALS)) - 1]

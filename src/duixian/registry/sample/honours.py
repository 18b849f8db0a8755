"""Titles of honour, and the rounds of selection with more candidates than places."""

from __future__ import annotations

from collections.abc import Sequence

from duixian.registry.sample.calendar import DAY_TEXT, day_of
from duixian.registry.sample.candidates import Candidate, Candidates
from duixian.registry.sample.dice import Dice, dice
from duixian.registry.sample.payments import Event, Money
from duixian.registry.sample.profile import Profile, Selection, Title
from duixian.registry.sample.sheets import RowSheets

_STREAM, _ROUNDS = 5, 6
_SELECTED, _NOT_SELECTED = "入选", "未入选"


class Honours:
    """Writes 荣誉 and 评选结果."""

    def __init__(
        self,
        profile: Profile,
        seed: int,
        candidates: Candidates,
        employers: Sequence[str],
        sheets: RowSheets,
        money: Money,
    ) -> None:
        self._profile = profile
        self._seed = seed
        self._candidates = candidates
        self._employers = employers
        self._sheets = sheets
        self._money = money
        self._as_of = profile.as_of.toordinal()
        self._honours = 0
        self._results = 0

    def put(self) -> None:
        """All titles, then all rounds."""
        for place, title in enumerate(self._profile.titles):
            self._title(dice(self._seed, _STREAM, place), title)
        for place, selection in enumerate(self._profile.selections):
            for turn, name in enumerate(selection.rounds):
                self._round(dice(self._seed, _ROUNDS, place * 100 + turn), selection, name)

    def _title(self, throw: Dice, title: Title) -> None:
        for year, count in title.yearly.items():
            day = day_of(year, throw.between(3, 12), throw.between(1, 28))
            for career in self._candidates.people(
                throw, day, title.least_level, self._candidates.scaled(count)
            ):
                self._honour(throw, career, title, day)
                following = self._profile.next_title.get(title.name)
                if following is not None and throw.below(3) == 0:
                    self._next(throw, career, following, day + throw.between(300, 800))

    def _next(self, throw: Dice, career: Candidate, name: str, day: int) -> None:
        title = next((t for t in self._profile.titles if t.name == name), None)
        if title is not None and day <= self._as_of:
            self._honour(throw, career, title, day)

    def _honour(self, throw: Dice, career: Candidate, title: Title, day: int) -> None:
        self._honours += 1
        number = f"RY{self._honours:06d}"
        person = career.id_number
        self._sheets["荣誉"]((number, person, title.name, title.tier, DAY_TEXT[day], title.awarded_by))
        self._money.arise(throw, Event("荣誉", number, day, title.name, "", person))

    def _round(self, throw: Dice, selection: Selection, name: str) -> None:
        day = day_of(int(name), selection.month, throw.between(10, 25))
        if day > self._as_of:
            return
        for category in selection.categories:
            if selection.chosen == "人员":
                people = self._candidates.people(throw, day, selection.least_level, selection.candidates)
                self._results_of_people(throw, selection, (name, category, day), people)
            else:
                self._results_of_employers(throw, selection, (name, category, day))

    def _results_of_people(
        self, throw: Dice, selection: Selection, turn: tuple[str, str, int], people: list[Candidate]
    ) -> None:
        scores = _scores(throw, len(people), selection.places)
        for place, (career, score) in enumerate(zip(people, scores, strict=True)):
            chosen = place < selection.places
            employer = career.employer_on(turn[2])
            self._result(throw, selection, turn, (career.id_number, employer), score, chosen)
            if chosen and selection.honour:
                title = Title(selection.honour, "区级", selection.awarded_by, {}, selection.least_level)
                self._honour(throw, career, title, turn[2])

    def _results_of_employers(self, throw: Dice, selection: Selection, turn: tuple[str, str, int]) -> None:
        steady = self._employers
        count = min(selection.candidates, len(steady))
        chosen = throw.sample(range(len(steady)), count)
        for place, (index, score) in enumerate(
            zip(chosen, _scores(throw, count, selection.places), strict=True)
        ):
            self._result(throw, selection, turn, ("", steady[index]), score, place < selection.places)

    def _result(
        self,
        throw: Dice,
        selection: Selection,
        turn: tuple[str, str, int],
        who: tuple[str, str],
        score: str,
        chosen: bool,
    ) -> None:
        self._results += 1
        name, category, day = turn
        number = f"PS{name}{self._results:05d}"
        outcome = _SELECTED if chosen else _NOT_SELECTED
        self._sheets["评选结果"](
            (number, selection.name, name, category, *who, score, outcome, DAY_TEXT[day])
        )
        if chosen:
            self._money.arise(throw, Event("评选结果", number, day, selection.name, "", *who))


def _scores(throw: Dice, count: int, places: int) -> list[str]:
    """Falling scores; the last one in and the first one out are even, as are two near the top."""
    tenths = 970
    scores = []
    for place in range(count):
        if place not in (2, places):
            tenths -= throw.between(3, 14)
        scores.append(f"{tenths // 10}.{tenths % 10}")
    return scores

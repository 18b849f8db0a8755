"""From score sheets to places: exact averages, one order, a quota, and what happens at a tie on its edge.

The order in which sheets were entered never matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from duixian.casework.selection.terms import Scoring, Ties
from duixian.values.money import round_half_up


class Outcome(StrEnum):
    """What the ranking says of a candidate; OPEN waits for the panel's word on a tie."""

    IN = "in"
    OUT = "out"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one reviewer gave one candidate, by criterion."""

    reviewer: str
    candidate: str
    points: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate's place: 1 for the best, equal for equals (1, 2, 2, 4)."""

    candidate: str
    score: Fraction
    rank: int
    outcome: Outcome


def score_of(sheets: Sequence[Sheet], scoring: Scoring) -> Fraction:
    """The mean of the sheets' weighted totals, without the highest and the lowest where the terms drop them.

    Rounded half up to the digits of the terms: two scores that read the same are the same.
    """
    totals = sorted(_total(sheet, scoring) for sheet in sheets)
    if scoring.drop_extremes_from and len(totals) >= scoring.drop_extremes_from:
        totals = totals[1:-1]
    return _rounded(sum(totals, Fraction(0)) / len(totals), scoring.digits)


def _total(sheet: Sheet, scoring: Scoring) -> Fraction:
    return sum((c.weight * sheet.points[c.name] for c in scoring.criteria), Fraction(0))


def _rounded(score: Fraction, digits: int) -> Fraction:
    scaled = score * 10**digits
    return Fraction(round_half_up(scaled.numerator, scaled.denominator), 10**digits)


def rank(sheets: Iterable[Sheet], scoring: Scoring, places: int) -> list[Placed]:
    """Every scored candidate with rank and outcome, best first (equals by their name)."""
    merits = {name: _merit(own, scoring) for name, own in _by_candidate(sheets).items()}
    ordered = sorted(merits, key=lambda name: ([-part for part in merits[name]], name))
    placed: list[Placed] = []
    for merit, group in groupby(ordered, key=lambda name: merits[name]):
        placed += _equals(list(group), merit[0], len(placed), places, scoring)
    return placed


def _by_candidate(sheets: Iterable[Sheet]) -> dict[str, list[Sheet]]:
    found: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        found[sheet.candidate].append(sheet)
    return dict(found)


def _merit(sheets: Sequence[Sheet], scoring: Scoring) -> list[Fraction]:
    """What candidates are ordered by: the score, then the mean of each criterion that breaks ties."""
    means = [sum((s.points[name] for s in sheets), Fraction(0)) / len(sheets) for name in scoring.tie_breaks]
    return [score_of(sheets, scoring), *means]


def _equals(names: list[str], score: Fraction, before: int, places: int, scoring: Scoring) -> list[Placed]:
    passed = scoring.least is None or score >= scoring.least
    outcome = _outcome(len(names), places - before, scoring.ties) if passed else Outcome.OUT
    return [Placed(name, score, before + 1, outcome) for name in names]


def _outcome(equals: int, left: int, ties: Ties) -> Outcome:
    if left <= 0:
        return Outcome.OUT
    if equals <= left:
        return Outcome.IN
    return {Ties.ALL: Outcome.IN, Ties.NONE: Outcome.OUT, Ties.PANEL: Outcome.OPEN}[ties]


def places_open(placed: Sequence[Placed], places: int) -> int:
    """How many of the candidates that are OPEN the panel has to choose."""
    is_open = any(one.outcome is Outcome.OPEN for one in placed)
    return places - sum(one.outcome is Outcome.IN for one in placed) if is_open else 0


def with_choice(placed: Sequence[Placed], chosen: Collection[str]) -> list[Placed]:
    """The places after the panel's word: of those OPEN the chosen are in and the others are out."""
    return [
        one
        if one.outcome is not Outcome.OPEN
        else replace(one, outcome=Outcome.IN if one.candidate in chosen else Outcome.OUT)
        for one in placed
    ]


def grade(score: Fraction, grades: Sequence[tuple[str, Fraction]]) -> str:
    """The word of the highest threshold that a score reaches; ``grades`` go from the highest down to 0."""
    return next(word for word, least in grades if score >= least)

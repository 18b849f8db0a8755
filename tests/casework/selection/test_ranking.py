"""From score sheets to places."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duixian.casework.selection.ranking import (
    Outcome,
    Placed,
    Sheet,
    grade,
    places_open,
    rank,
    score_of,
    with_choice,
)
from duixian.casework.selection.terms import Criterion, Scoring, Ties

CRITERIA = (
    Criterion("业绩", Fraction(60, 100), Fraction(100)),
    Criterion("传承", Fraction(40, 100), Fraction(100)),
)
SCORING = Scoring(CRITERIA)


def sheet(reviewer: str, candidate: str, merit: int, teaching: int) -> Sheet:
    return Sheet(reviewer, candidate, {"业绩": Fraction(merit), "传承": Fraction(teaching)})


points = st.integers(0, 6)
ties = st.sampled_from(list(Ties))


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[Sheet], Scoring, int]:
    people = [f"人{n}" for n in range(draw(st.integers(1, 7)))]
    reviewers = [f"评委{n}" for n in range(draw(st.integers(1, 5)))]
    sheets = [sheet(r, p, draw(points), draw(points)) for p in people for r in reviewers]
    breaks = draw(st.sampled_from([(), ("业绩",), ("传承", "业绩")]))
    scoring = Scoring(
        CRITERIA, drop_extremes_from=draw(st.sampled_from([0, 3])), tie_breaks=breaks, ties=draw(ties)
    )
    return sheets, scoring, draw(st.integers(0, 8))


def taken(placed: list[Placed], outcome: Outcome = Outcome.IN) -> list[str]:
    return [one.candidate for one in placed if one.outcome is outcome]


@given(rounds(), st.randoms())
def test_the_order_in_which_scores_are_entered_never_changes_the_result(
    case: tuple[list[Sheet], Scoring, int], rng: random.Random
) -> None:
    sheets, scoring, places = case
    shuffled = rng.sample(sheets, len(sheets))
    assert rank(shuffled, scoring, places) == rank(sheets, scoring, places)


@given(rounds())
def test_exactly_the_places_are_filled_unless_the_tie_rule_says_otherwise(
    case: tuple[list[Sheet], Scoring, int],
) -> None:
    sheets, scoring, places = case
    placed = rank(sheets, scoring, places)
    full = min(places, len(placed))
    left = places_open(placed, places)
    match scoring.ties:
        case Ties.ALL:
            assert len(taken(placed)) >= full
        case Ties.NONE:
            assert len(taken(placed)) <= full
        case Ties.PANEL:
            chosen = taken(placed, Outcome.OPEN)[:left]
            assert len(taken(with_choice(placed, chosen))) == full


@given(rounds())
def test_nobody_with_less_is_preferred_to_somebody_with_more(
    case: tuple[list[Sheet], Scoring, int],
) -> None:
    placed = rank(*case)
    worst_in = min((one.score for one in placed if one.outcome is Outcome.IN), default=None)
    outside = [one.score for one in placed if one.outcome is Outcome.OUT]
    assert worst_in is None or all(score <= worst_in for score in outside)


@given(rounds())
def test_more_than_the_places_get_in_only_as_equals_of_the_last(
    case: tuple[list[Sheet], Scoring, int],
) -> None:
    sheets, scoring, places = case
    inside = [one for one in rank(sheets, scoring, places) if one.outcome is Outcome.IN]
    assert all(one.rank <= places for one in inside)


def test_the_highest_and_the_lowest_are_left_out_where_the_terms_say_so() -> None:
    sheets = [sheet(str(n), "甲", points, points) for n, points in enumerate([0, 80, 90, 100])]
    assert score_of(sheets, SCORING) == Fraction(135, 2)
    assert score_of(sheets, Scoring(CRITERIA, drop_extremes_from=4)) == 85
    assert score_of(sheets, Scoring(CRITERIA, drop_extremes_from=5)) == Fraction(135, 2)


def test_scores_that_read_the_same_are_equal() -> None:
    sheets = [sheet(str(n), "甲", points, 0) for n, points in enumerate([1, 0, 0])]
    assert score_of(sheets, SCORING) == Fraction(20, 100)


def test_a_criterion_of_the_terms_breaks_a_tie() -> None:
    sheets = [sheet("评委", "甲", 80, 90), sheet("评委", "乙", 84, 84)]
    by_merit = Scoring(CRITERIA, tie_breaks=("业绩",))
    assert [one.rank for one in rank(sheets, SCORING, 1)] == [1, 1]
    assert [(one.candidate, one.rank) for one in rank(sheets, by_merit, 1)] == [("乙", 1), ("甲", 2)]


def test_a_score_below_the_least_takes_no_place() -> None:
    sheets = [sheet("评委", "甲", 80, 80), sheet("评委", "乙", 50, 50)]
    placed = rank(sheets, Scoring(CRITERIA, least=Fraction(60)), 2)
    assert taken(placed) == ["甲"]


def test_a_tie_on_the_edge_waits_for_the_panel() -> None:
    sheets = [sheet("评委", name, n, n) for name, n in [("甲", 90), ("乙", 80), ("丙", 80), ("丁", 70)]]
    placed = rank(sheets, SCORING, 2)
    assert (taken(placed), taken(placed, Outcome.OPEN), places_open(placed, 2)) == (["甲"], ["丙", "乙"], 1)
    assert taken(with_choice(placed, {"乙"})) == ["甲", "乙"]


def test_a_grade_is_the_highest_threshold_reached() -> None:
    grades = [("优秀", Fraction(90)), ("合格", Fraction(60)), ("不合格", Fraction(0))]
    assert [grade(Fraction(n), grades) for n in (95, 90, 89, 59, 0)] == [
        "优秀",
        "优秀",
        "合格",
        "不合格",
        "不合格",
    ]

"""A selection round by programs: seen, nominated for, scored by its reviewers, and its result read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from duixian.api.scopes import Scope
from duixian.authorities import clock
from duixian.authorities.models import Authority, Role
from duixian.casework.selection.announcing import announce, publish
from duixian.casework.selection.concluding import conclude
from duixian.casework.selection.eligibility import check
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.reviewing import begin
from duixian.casework.selection.states import CandidateState
from duixian.notices.publicity import close
from tests.api.programs import Json, Program, json_of
from tests.casework.selection.panel import (
    AFTER,
    CALLED,
    CLOSED,
    FIRMS,
    PEOPLE,
    District,
    called,
    district,
    nominated,
)
from tests.service import Officer

BOTH = (Scope.ROUNDS_READ, Scope.ROUNDS_WRITE)
REVIEW = CLOSED.replace(day=18)
GOOD, FAIR = {"业绩": "90", "传承": "80.5"}, {"业绩": "70", "传承": "70"}


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    """A district with a panel."""
    return district(authority, officer)


@pytest.fixture
def nominating(home: District) -> Iterator[tuple[Round, Program]]:
    """A round that is called, on that day, and the program of its organiser."""
    row = called(home)
    with clock.at(CALLED):
        yield row, Program(home.authority, home.clerk, BOTH)


def nomination(n: int) -> Json:
    """One of the craftsmen of the first firm."""
    return {"key": PEOPLE[n], "by": "单位", "unit": FIRMS[0], "statement": "带徒十年"}


def reviewed(home: District) -> tuple[Round, list[Program]]:
    """A round under review with two candidates, and a program for each of the panel."""
    row = called(home)
    nominated(row, [0, 1])
    with clock.at(REVIEW):
        check(row, home.clerk)
        begin(row, home.panel, home.clerk)
        return row, [Program(home.authority, one, BOTH) for one in home.panel]


def sheet(row: Round, position: int) -> str:
    return f"/rounds/{row.number}/candidates/{position}/sheet"


def test_a_round_that_is_called_is_listed_with_its_places_and_last_day(
    nominating: tuple[Round, Program],
) -> None:
    row, program = nominating
    (listed,) = json_of(program.get("/rounds"))["items"]
    assert (listed["number"], listed["state"]) == (row.number, row.state)
    assert (listed["places"], listed["nominations_until"]) == (row.places, CLOSED.isoformat())


def test_a_nomination_is_answered_with_the_candidates_position(nominating: tuple[Round, Program]) -> None:
    row, program = nominating
    made = json_of(program.post(f"/rounds/{row.number}/candidates", nomination(0)), 201)
    assert (made["position"], made["name"], made["by"]) == (1, "工匠0", "单位")
    (listed,) = json_of(program.get(f"/rounds/{row.number}/candidates"))["items"]
    assert listed == made


def test_a_nomination_sent_again_under_its_key_is_made_once(nominating: tuple[Round, Program]) -> None:
    row, program = nominating
    sent = [
        json_of(program.post(f"/rounds/{row.number}/candidates", nomination(0), idempotency_key="one"), 201)
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    assert Candidate.objects.count() == 1


def test_a_nomination_after_the_last_day_is_told_so(nominating: tuple[Round, Program]) -> None:
    row, program = nominating
    with clock.at(REVIEW):
        answer = program.post(f"/rounds/{row.number}/candidates", nomination(0))
    assert 400 <= answer.status_code < 500
    assert Candidate.objects.count() == 0


def test_a_round_of_another_authority_is_not_there(
    nominating: tuple[Round, Program], other_authority: Authority, officer: Officer
) -> None:
    row, _ = nominating
    stranger = Program(other_authority, officer(Role.FIRST_CHECK, other_authority), BOTH)
    assert json_of(stranger.get("/rounds"))["items"] == []
    for path in (f"/rounds/{row.number}/candidates", f"/rounds/{row.number}/candidates/1/sheet"):
        answer = stranger.post(path, {"points": GOOD} if path.endswith("sheet") else nomination(0))
        assert json_of(answer, 404)["code"] == "not-there"


def test_a_reviewer_hands_in_a_sheet_and_the_next_takes_its_place(home: District) -> None:
    row, (first, *_) = reviewed(home)
    with clock.at(REVIEW):
        for points in (FAIR, GOOD):
            json_of(first.post(sheet(row, 1), {"points": points, "words": "已现场查看"}), 201)
    kept = Candidate.objects.get(position=1).sheets.filter(replaced=False)
    assert [str(one.points["传承"]) for one in kept] == ["80.5"]


def test_a_sheet_of_somebody_off_the_panel_is_refused(home: District, officer: Officer) -> None:
    row, _ = reviewed(home)
    other = Program(home.authority, officer(Role.REVIEWER), BOTH)
    with clock.at(REVIEW):
        answer = other.post(sheet(row, 1), {"points": GOOD})
    assert 400 <= answer.status_code < 500
    assert "code" in json_of(answer, answer.status_code)


def test_a_sheet_for_a_position_nobody_stands_at_is_not_there(home: District) -> None:
    row, (first, *_) = reviewed(home)
    with clock.at(REVIEW):
        assert json_of(first.post(sheet(row, 9), {"points": GOOD}), 404)["code"] == "not-there"


def test_points_beyond_the_scale_are_refused_whole(home: District) -> None:
    row, (first, *_) = reviewed(home)
    with clock.at(REVIEW):
        answer = first.post(sheet(row, 1), {"points": {"业绩": "900", "传承": "1"}})
    assert 400 <= answer.status_code < 500
    assert not Candidate.objects.get(position=1).sheets.exists()


def test_the_result_is_read_by_score_and_rank_once_the_panel_has_spoken(home: District) -> None:
    row, programs = reviewed(home)
    with clock.at(REVIEW):
        for program in programs:
            for position, points in ((1, FAIR), (2, GOOD)):
                json_of(program.post(sheet(row, position), {"points": points}), 201)
        publish(conclude(row, home.clerk), home.clerk)
    with clock.at(AFTER):
        held = Round.objects.get(pk=row.pk)
        assert held.publicity
        close(held.publicity)
        announce(held, home.clerk)
        found = json_of(programs[0].get(f"/rounds/{row.number}/candidates"))["items"]
        (listed,) = json_of(programs[0].get("/rounds"))["items"]
    assert {one["name"]: (one["state"], one["rank"]) for one in found} == {
        "工匠1": (CandidateState.SELECTED, 1),
        "工匠0": (CandidateState.SELECTED, 2),
    }
    assert listed["announced_on"] == AFTER.isoformat()

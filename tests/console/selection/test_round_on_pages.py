"""A round as officers and reviewers see it, from the call to the certificate."""

from __future__ import annotations

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.models import Candidate, Recusal, Round, ScoreSheet
from duixian.casework.selection.states import CandidateState, RoundState
from duixian.notices.publicity import close
from tests.casework.selection.panel import AFTER, CALLED, CLOSED, PEOPLE, District, called, nominated
from tests.console.cases.conftest import Enter
from tests.console.selection.conftest import REVIEW

HOME = "/office/selection/"


def place(row: Round) -> str:
    """The address of a round."""
    return f"{HOME}rounds/{row.number}/"


def sheet(row: Round, points: int) -> dict[str, str]:
    """A score form filled in, the same for each criterion."""
    count = len(terms_of_round(row).scoring.criteria)
    return {f"points-{n}": str(points) for n in range(count)}


@pytest.fixture
def clerk(home: District, enter: Enter) -> Client:
    """Somebody who runs rounds."""
    return enter(home.clerk)


def in_review(home: District, clerk: Client, people: int = 2) -> Round:
    """A round whose panel scores; on the day of the review."""
    row = called(home)
    nominated(row, list(range(people)))
    clerk.post(f"{place(row)}check/")
    clerk.post(f"{place(row)}begin/", {"panel": [one.pk for one in home.panel]})
    row.refresh_from_db()
    return row


def test_a_round_is_called_and_somebody_nominated_on_its_page(home: District, clerk: Client) -> None:
    with clock.at(CALLED):
        form = {"kind": f"{home.version.pk}|优秀工匠", "label": "2022", "until": CLOSED.isoformat()}
        answer = clerk.post(f"{HOME}call/", form)
        row = Round.objects.get()
        assert answer.headers["Location"] == place(row)
        terms = terms_of_round(row)
        who = {"key": PEOPLE[0], "by": terms.nominators[0], "category": next(iter(terms.places))}
        assert clerk.post(f"{place(row)}nominate/", who).status_code == 302
        assert "工匠0" in clerk.get(place(row)).content.decode()
        assert PEOPLE[0] not in clerk.get(place(row)).content.decode()


def test_reviewers_score_the_ranking_is_shown_and_the_chosen_go_on_notice(
    home: District, clerk: Client, enter: Enter, review_day: None
) -> None:
    row = in_review(home, clerk)
    for account in home.panel:
        reviewer = enter(account)
        for candidate in row.candidates.all():
            points = sheet(row, 95 - candidate.position)
            assert reviewer.post(f"{place(row)}{candidate.position}/score/", points).status_code == 302
    clerk.post(f"{place(row)}conclude/")
    assert "并列待定" not in clerk.get(place(row)).content.decode()
    clerk.post(f"{place(row)}publish/")
    row.refresh_from_db()
    assert row.state == RoundState.PUBLISHED
    assert row.publicity is not None


def test_the_announced_get_their_certificate(
    home: District, clerk: Client, enter: Enter, review_day: None
) -> None:
    row = in_review(home, clerk, people=1)
    for account in home.panel:
        enter(account).post(f"{place(row)}1/score/", sheet(row, 90))
    clerk.post(f"{place(row)}conclude/")
    clerk.post(f"{place(row)}publish/")
    with clock.at(AFTER):
        row.refresh_from_db()
        assert row.publicity is not None
        close(row.publicity)
        clerk.post(f"{place(row)}announce/")
        assert Candidate.objects.get().state == CandidateState.SELECTED
        assert clerk.get(f"{place(row)}1/certificate/").content.startswith(b"%PDF")


def test_points_out_of_range_are_refused_on_the_sheet_and_nothing_is_kept(
    home: District, clerk: Client, enter: Enter, review_day: None
) -> None:
    row = in_review(home, clerk)
    answer = enter(home.panel[0]).post(f"{place(row)}1/score/", sheet(row, 101))
    assert answer.status_code in (409, 422)
    assert "超出范围" in answer.content.decode()
    assert ScoreSheet.objects.count() == 0


def test_a_reviewer_who_declares_a_conflict_may_not_score(
    home: District, clerk: Client, enter: Enter, review_day: None
) -> None:
    row = in_review(home, clerk)
    reviewer = enter(home.panel[0])
    reviewer.post(f"{place(row)}1/recuse/", {"reason": "师徒"})
    held = Recusal.objects.filter(reviewer__account=home.panel[0], candidate__position=1)
    if held.exists():
        assert reviewer.post(f"{place(row)}1/score/", sheet(row, 90)).status_code in (409, 422)
    else:  # the panel is too small to lose anybody: the page said so
        assert "回避后" in reviewer.post(f"{place(row)}1/recuse/", {"reason": "师徒"}).content.decode()


def test_a_reviewer_sees_his_rounds_and_not_the_desk(
    home: District, clerk: Client, enter: Enter, review_day: None
) -> None:
    in_review(home, clerk)
    reviewer = enter(home.panel[0])
    assert "工匠0" in reviewer.get(f"{HOME}mine/").content.decode()
    assert reviewer.get(HOME).status_code == 403


def test_a_step_out_of_turn_is_told_on_the_round_s_page(home: District, clerk: Client) -> None:
    row = called(home)
    with clock.at(REVIEW):
        answer = clerk.post(f"{place(row)}conclude/")
    assert answer.status_code == 409
    assert row.name in answer.content.decode()

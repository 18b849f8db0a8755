"""A round from the call to the fact that the rule pays."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import DatabaseError, transaction

from duixian.authorities import clock, sealing
from duixian.authorities.appointing import appoint
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Authority, Role
from duixian.casework.selection.announcing import announce, publish
from duixian.casework.selection.calling import call, cancel
from duixian.casework.selection.concluding import choose, conclude
from duixian.casework.selection.eligibility import admit, check
from duixian.casework.selection.errors import ConflictOfInterest, RoundError, ScoreError
from duixian.casework.selection.models import Candidate, Recusal, Round, ScoreSheet
from duixian.casework.selection.nominating import decline, nominate
from duixian.casework.selection.reviewing import begin, recuse, score
from duixian.casework.selection.states import CandidateState, Ground, RoundState
from duixian.decisions.store import deciding
from duixian.notices.models import Message
from duixian.notices.publicity import close, object_to, resolve
from duixian.registry.store import facts
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.models import Fact
from tests.casework.selection.panel import (
    AFTER,
    CALLED,
    CLOSED,
    FIRMS,
    PEOPLE,
    STRANGER,
    District,
    called,
    district,
    known,
    nominated,
)
from tests.service import Officer

pytestmark = pytest.mark.django_db

REVIEW = CLOSED.replace(day=18)


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    return district(authority, officer)


def reviewed(home: District, points: dict[int, tuple[int, int]], row: Round | None = None) -> Round:
    """A round whose candidates have a sheet of every reviewer, with the same points from each."""
    row = row or called(home)
    candidates = dict(zip(points, nominated(row, list(points)), strict=True))
    with clock.at(REVIEW):
        check(row, home.clerk)
        begin(row, home.panel, home.clerk)
        for n, (merit, teaching) in points.items():
            for account in home.panel:
                score(account, candidates[n], {"业绩": str(merit), "传承": str(teaching)})
        return conclude(row, home.clerk)


def announced(row: Round, home: District) -> Round:
    with clock.at(REVIEW):
        publish(row, home.clerk)
    with clock.at(AFTER):
        assert row.publicity is None
        held = Round.objects.get(pk=row.pk)
        assert held.publicity is not None
        close(held.publicity)
        return announce(row, home.clerk)


def by_name(row: Round) -> dict[str, str]:
    return dict(row.candidates.values_list("name", "state"))


def results(home: District) -> list[Sequence[str]]:
    rows = Fact.objects.filter(table="评选结果", superseded_at=None).order_by("key")
    return [[fact.cells["结论"], fact.cells["得分"]] for fact in rows]


def test_the_result_of_a_round_becomes_facts_that_the_rule_pays(home: District) -> None:
    row = reviewed(home, {0: (90, 90), 1: (80, 80), 3: (70, 70)})
    held = announced(row, home)
    assert held.state == RoundState.ANNOUNCED
    assert results(home) == [["入选", "90"], ["入选", "80"], ["未入选", "70"]]
    keys = Fact.objects.filter(table="评选结果").values_list("table", "key")
    with clock.at(AFTER):
        decisions = deciding.decide_case(home.authority, home.version, "优秀工匠奖", list(keys), AFTER)
    paid = sorted((one.verdict, one.payable_fen) for one in decisions)
    assert [verdict for verdict, _ in paid] == ["不符合", "符合", "符合"]
    assert paid[-1][1] == 7000 * 100


def test_everybody_is_told_what_became_of_them(home: District) -> None:
    announced(reviewed(home, {0: (90, 90), 1: (80, 80), 3: (70, 70)}), home)
    told = Message.objects.filter(kind="round_result").order_by("id")
    assert [message.body_zh for message in told] == [
        "“优秀工匠 2022”的结果：入选。",
        "“优秀工匠 2022”的结果：入选。",
        "“优秀工匠 2022”的结果：未入选。",
    ]


def test_who_does_not_meet_the_rule_is_told_the_clause(home: District) -> None:
    known(home, "人员", {"身份证号": STRANGER, "姓名": "外人", "性别": "女"})
    row = called(home)
    with clock.at(CALLED):
        candidate = nominate(row, STRANGER, by="本人")
        check(row, home.clerk)
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.INELIGIBLE
    assert [(one["zh"], one["clause"]) for one in candidate.reasons] == [("在职", "第一条")]
    assert "在职（第一条“在职的”）" in Message.objects.get(kind="not_eligible").body_zh


def test_an_unknown_condition_waits_for_an_officer_with_evidence(home: District) -> None:
    known(home, "人员", {"身份证号": STRANGER, "姓名": "外人"})
    known(home, "参保", {"人员": STRANGER, "用人单位": FIRMS[0], "起月": "2021-01", "止月": "无"})
    row = called(home)
    with clock.at(CALLED):
        candidate = nominate(row, STRANGER, by="本人")
        (candidate,) = check(row, home.clerk)
        assert candidate.state == CandidateState.UNDECIDED
        with pytest.raises(RoundError):
            admit(candidate, " ", home.clerk)
        assert admit(candidate, "见户口簿", home.clerk).state == CandidateState.ELIGIBLE


def test_a_tie_on_the_edge_waits_for_the_panel_and_its_reason(home: District) -> None:
    row = reviewed(home, {0: (90, 90), 1: (80, 80), 3: (80, 80), 4: (50, 50)})
    assert by_name(row) == {
        "工匠0": CandidateState.CHOSEN,
        "工匠1": CandidateState.TIED,
        "工匠3": CandidateState.TIED,
        "工匠4": CandidateState.PASSED_OVER,
    }
    tied = list(row.candidates.filter(state=CandidateState.TIED))
    with pytest.raises(RoundError, match="并列者还未选定"):
        publish(row, home.clerk)
    with pytest.raises(RoundError, match="还有 1 个名额，选定了 2 个"):
        choose(row, tied, "都好", home.clerk)
    choose(row, tied[:1], "一线工龄更长", home.clerk)
    assert by_name(row)["工匠3"] == CandidateState.PASSED_OVER


def test_a_candidate_below_the_least_score_is_not_chosen(home: District) -> None:
    row = reviewed(home, {0: (90, 90), 1: (59, 60)})
    assert by_name(row) == {"工匠0": CandidateState.CHOSEN, "工匠1": CandidateState.PASSED_OVER}


def test_an_objection_holds_one_candidate_and_not_the_others(home: District) -> None:
    row = reviewed(home, {0: (90, 90), 1: (80, 80)})
    with clock.at(REVIEW):
        publicity = publish(row, home.clerk).publicity
        assert publicity is not None
        objection = object_to(publicity.lines.get(name="工匠1"), "业绩不实")
    with clock.at(AFTER):
        close(publicity)
        assert announce(row, home.clerk).state == RoundState.PUBLISHED
        assert results(home) == [["入选", "90"]]
        resolve(objection, upheld=True, reason="业绩不实", actor=home.clerk)
        assert announce(row, home.clerk).state == RoundState.ANNOUNCED
    assert results(home) == [["入选", "90"], ["未入选", "80"]]


def test_nothing_is_announced_before_the_publicity_is_over(home: District) -> None:
    row = reviewed(home, {0: (90, 90)})
    with clock.at(REVIEW):
        publish(row, home.clerk)
        with pytest.raises(RoundError, match="公示期未满"):
            announce(row, home.clerk)


def as_person(account: Account, number: str) -> Account:
    account.person_index = sealing.index(ID_NUMBER, number)
    account.save()
    return account


def grounds(row: Round) -> set[tuple[str, str]]:
    return set(Recusal.objects.filter(candidate__round=row).values_list("candidate__name", "ground"))


def begun(home: District, row: Round, panel: Sequence[Account]) -> Round:
    with clock.at(REVIEW):
        check(row, home.clerk)
        return begin(row, panel, home.clerk)


def test_a_reviewer_of_the_same_employer_never_scores_the_candidate(home: District) -> None:
    near = as_person(home.panel[0], PEOPLE[2])
    row = called(home)
    colleague, other = nominated(row, [0, 3])
    begun(home, row, home.panel)
    assert grounds(row) == {("工匠0", Ground.SHARED)}
    with pytest.raises(ConflictOfInterest):
        score(near, colleague, {"业绩": "1", "传承": "1"})
    score(near, other, {"业绩": "1", "传承": "1"})


def test_a_reviewer_who_is_the_candidate_nominated_or_acts_for_them_is_left_out(
    home: District, officer: Officer
) -> None:
    row = called(home)
    with clock.at(CALLED):
        nominate(row, PEOPLE[0], by="单位", unit=FIRMS[0], actor=home.panel[0])
        nominate(row, PEOPLE[3], by="本人")
        nominate(row, PEOPLE[1], by="本人")
        appoint(home.panel[1], home.authority, Role.EMPLOYER_CLERK, subject=("用人单位", FIRMS[0]))
    as_person(home.panel[2], PEOPLE[3])
    with clock.at(CALLED):
        more = [officer(Role.REVIEWER) for _ in range(2)]
    begun(home, row, [*home.panel, *more])
    assert grounds(row) == {
        ("工匠0", Ground.NOMINATOR),
        ("工匠0", Ground.CLERK),
        ("工匠3", Ground.SAME_PERSON),
    }


def test_a_panel_that_conflicts_leave_too_small_does_not_begin(home: District) -> None:
    as_person(home.panel[0], PEOPLE[2])
    row = called(home)
    nominated(row, [0])
    with pytest.raises(RoundError, match="评委人数不够"):
        begun(home, row, home.panel[:2])


def test_stepping_aside_takes_back_the_sheet_and_never_the_sheet_itself(home: District) -> None:
    row = called(home)
    (candidate,) = nominated(row, [0])
    begun(home, row, home.panel)
    score(home.panel[0], candidate, {"业绩": "100", "传承": "100"})
    recuse(home.panel[0], candidate, "是本人的徒弟")
    assert list(ScoreSheet.objects.values_list("replaced", flat=True)) == [True]
    with pytest.raises(DatabaseError), transaction.atomic():
        ScoreSheet.objects.all().delete()
    with pytest.raises(RoundError, match="评委人数不够"):
        recuse(home.panel[1], candidate, "也是亲戚")


def test_a_sheet_handed_in_again_takes_the_place_of_the_first(home: District) -> None:
    row = called(home)
    (candidate,) = nominated(row, [0])
    begun(home, row, home.panel)
    for points in ("10", "90"):
        for account in home.panel:
            score(account, candidate, {"业绩": points, "传承": points})
    conclude(row, home.clerk)
    candidate.refresh_from_db()
    assert (str(candidate.score), ScoreSheet.objects.count()) == ("90.0000", 6)


@pytest.mark.parametrize(
    "points", [{"业绩": "90"}, {"业绩": "101", "传承": "1"}, {"业绩": "-1", "传承": "1"}]
)
def test_a_sheet_must_be_complete_and_within_its_range(home: District, points: dict[str, str]) -> None:
    row = called(home)
    (candidate,) = nominated(row, [0])
    begun(home, row, home.panel)
    with pytest.raises(ScoreError):
        score(home.panel[0], candidate, points)


def test_a_round_is_not_ranked_while_sheets_are_missing(home: District) -> None:
    row = called(home)
    (candidate,) = nominated(row, [0])
    begun(home, row, home.panel)
    score(home.panel[0], candidate, {"业绩": "90", "传承": "90"})
    with pytest.raises(RoundError, match="只有 1 张评分表，至少要 2 张"):
        conclude(row, home.clerk)


def test_nobody_is_nominated_twice_too_late_or_in_a_strange_way(home: District) -> None:
    row = called(home)
    nominated(row, [0])
    with clock.at(CALLED), pytest.raises(RoundError, match="已在候选名单"):
        nominate(row, PEOPLE[0], by="本人")
    with clock.at(CALLED), pytest.raises(RoundError, match="提名方式"):
        nominate(row, PEOPLE[1], by="朋友")
    with clock.at(CALLED), pytest.raises(RoundError, match="没有这一对象"):
        nominate(row, STRANGER, by="本人")
    with clock.at(REVIEW), pytest.raises(RoundError, match="截止"):
        nominate(row, PEOPLE[1], by="本人")


def test_whoever_declines_takes_no_part(home: District) -> None:
    row = called(home)
    candidate, other = nominated(row, [0, 1])
    decline(candidate, "个人原因")
    begun(home, row, home.panel)
    with pytest.raises(RoundError, match="不参加评审"):
        score(home.panel[0], candidate, {"业绩": "1", "传承": "1"})
    assert Candidate.objects.get(pk=other.pk).state == CandidateState.ELIGIBLE


def test_a_round_is_called_once_by_an_organiser_and_can_be_cancelled(
    home: District, officer: Officer
) -> None:
    row = called(home)
    with pytest.raises(RoundError, match="已经有一轮"):
        called(home)
    with clock.at(CALLED), pytest.raises(RoleRefused):
        call(home.authority, home.version, "优秀工匠", "2023", CLOSED, actor=home.panel[0])
    with pytest.raises(RoundError):
        cancel(row, " ", home.clerk)
    assert cancel(row, "经费未落实", home.clerk).state == RoundState.CANCELLED


def test_a_fact_written_by_a_round_names_the_round_and_its_publicity(home: District) -> None:
    announced(reviewed(home, {0: (90, 90)}), home)
    fact = facts.history(home.authority, "评选结果", "PX2022-001-001")[0]
    assert (fact.source, fact.evidence[:12]) == ("PX2022-001 优秀工匠 2022", "GS2022-0001 ")

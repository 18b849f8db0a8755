"""Studios: recognised in a round, assessed in cycles, paid by the rule for what they were found."""

from __future__ import annotations

from datetime import date

import pytest

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection.announcing import announce, publish
from duixian.casework.selection.calling import call
from duixian.casework.selection.concluding import conclude
from duixian.casework.selection.cycles import due
from duixian.casework.selection.eligibility import check
from duixian.casework.selection.errors import RoundError
from duixian.casework.selection.models import Round
from duixian.casework.selection.nominating import enrol, nominate
from duixian.casework.selection.reviewing import begin, score
from duixian.decisions.store import deciding
from duixian.notices.publicity import close
from duixian.registry.store.models import Fact
from tests.casework.selection.panel import AFTER, CALLED, CLOSED, FIRMS, District, called, district, known
from tests.service import Officer

pytestmark = pytest.mark.django_db

REVIEW = CLOSED.replace(day=18)


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    found = district(authority, officer)
    for n, firm in enumerate(FIRMS):
        known(
            found,
            "工作室",
            {"工作室编号": f"S{n}", "名称": f"第{n}工作室", "用人单位": firm, "撤销日期": "无"},
        )
        known(
            found,
            "工作室认定",
            {"认定编号": f"R{n}", "工作室": f"S{n}", "级别": "区级", "认定日期": "2020-01-01"},
        )
    return found


def finished(home: District, row: Round, points: dict[str, str], criterion: str) -> Round:
    """Reviewed, published and announced; points by name of the candidate."""
    with clock.at(REVIEW):
        check(row, home.clerk)
        begin(row, home.panel, home.clerk)
        for candidate in row.candidates.all():
            score(home.panel[0], candidate, {criterion: points[candidate.name]})
        conclude(row, home.clerk)
        publicity = publish(row, home.clerk).publicity
    with clock.at(AFTER):
        assert publicity is not None
        close(publicity)
        return announce(row, home.clerk)


def assessed(home: District) -> Round:
    row = called(home, "工作室考核")
    with clock.at(CALLED):
        assert len(enrol(row, home.clerk)) == 2
        assert enrol(row, home.clerk) == []
    return finished(home, row, {"第0工作室": "95", "第1工作室": "75.5"}, "运行")


def test_every_recognised_studio_is_assessed_and_the_excellent_one_is_paid(home: District) -> None:
    assessed(home)
    facts = Fact.objects.filter(table="工作室考核").order_by("key")
    assert [(f.cells["工作室"], f.cells["考核结果"]) for f in facts] == [("S0", "优秀"), ("S1", "合格")]
    keys = [(fact.table, fact.key) for fact in facts]
    with clock.at(AFTER):
        decisions = deciding.decide_case(home.authority, home.version, "工作室资助", keys, AFTER)
    assert sorted((d.verdict, d.payable_fen) for d in decisions) == [("不符合", 0), ("符合", 9000 * 100)]


def test_the_next_assessment_is_due_when_the_cycle_is_over(home: District) -> None:
    assert due(home.authority, home.version, "工作室考核", CALLED) == ["S0", "S1"]
    assessed(home)
    assert due(home.authority, home.version, "工作室考核", date(2025, 10, 31)) == []
    assert due(home.authority, home.version, "工作室考核", date(2025, 11, 1)) == ["S0", "S1"]


def test_a_closed_studio_is_enrolled_and_found_not_eligible(home: District) -> None:
    known(
        home,
        "工作室",
        {"工作室编号": "S9", "名称": "旧工作室", "用人单位": FIRMS[0], "撤销日期": "2021-01-01"},
    )
    known(home, "工作室认定", {"认定编号": "R9", "工作室": "S9", "级别": "区级", "认定日期": "2020-01-01"})
    row = called(home, "工作室考核")
    with clock.at(CALLED):
        enrol(row, home.clerk)
        check(row, home.clerk)
    assert set(row.candidates.values_list("name", "state")) == {
        ("第0工作室", "eligible"),
        ("第1工作室", "eligible"),
        ("旧工作室", "ineligible"),
    }


def test_a_recognised_studio_is_written_with_its_recognition(home: District) -> None:
    row = called(home, "工作室认定", places={"区级": 1})
    with clock.at(CALLED):
        for firm in FIRMS:
            nominate(row, firm, by="单位", category="区级", details={"工作室名称": f"{firm[-4:]}工作室"})
    finished(home, row, {"第1机械公司": "80", "第2机械公司": "90"}, "条件")
    (studio,) = Fact.objects.filter(table="工作室", key__startswith="PX")
    (recognition,) = Fact.objects.filter(table="工作室认定", key__startswith="PX")
    assert (studio.cells["名称"], studio.cells["用人单位"]) == (f"{FIRMS[1][-4:]}工作室", FIRMS[1])
    assert (recognition.cells["工作室"], recognition.cells["级别"]) == (studio.key, "区级")


def test_places_that_the_terms_leave_open_must_be_said_for_the_round(home: District) -> None:
    for places in ({}, {"区级": 0}, {"区级": 1, "市级": 1}):
        with clock.at(CALLED), pytest.raises(RoundError, match="名额"):
            call(home.authority, home.version, "工作室认定", "2022", CLOSED, places=places)

"""A contest's results: imported whole or not at all, published, recorded, paid by the rule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection.contests import publish, record, register
from duixian.casework.selection.errors import RegisterError
from duixian.casework.selection.importing import Imported, import_results
from duixian.casework.selection.models import Contest, ContestResult
from duixian.casework.selection.states import ContestState
from duixian.decisions.store import deciding
from duixian.notices.publicity import close, object_to
from duixian.registry.store.models import Fact
from tests.casework.selection.panel import AFTER, CALLED, PEOPLE, STRANGER, District, district
from tests.service import Officer

pytestmark = pytest.mark.django_db

HEADERS = ("赛项", "赛别", "姓名", "身份证号", "单位名称", "团队名称", "名次")
MEMBERS = ("团队名称", "身份证号", "份额")
Rows = Sequence[Sequence[object]]

SINGLE: Rows = [
    ("焊接", "个人赛", "工匠0", PEOPLE[0], "第1机械公司", "", 1),
    ("焊接", "个人赛", "工匠1", PEOPLE[1], "第1机械公司", "", 2),
]
TEAM: Rows = [("装配", "团体赛", "", "", "第2机械公司", "飞鹰队", 1)]
SHARES: Rows = [("飞鹰队", PEOPLE[3], "60%"), ("飞鹰队", PEOPLE[4], "40%")]


def book(path: Path, results: Rows, members: Rows = (), headers: Sequence[str] = HEADERS) -> Path:
    workbook = xlsxwriter.Workbook(path / "成绩.xlsx")
    for name, rows in (("成绩", [headers, *results]), ("成员", [MEMBERS, *members])):
        sheet = workbook.add_worksheet(name)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    workbook.close()
    return path / "成绩.xlsx"


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    return district(authority, officer)


@pytest.fixture
def contest(home: District) -> Contest:
    with clock.at(CALLED):
        return register(
            home.authority,
            home.version,
            "区级竞赛",
            "金秋技能竞赛",
            CALLED,
            organiser="总工会",
            actor=home.clerk,
        )


def imported(contest: Contest, path: Path, results: Rows, members: Rows = ()) -> Imported:
    return import_results(contest, book(path, results, members))


def test_results_become_facts_after_their_publicity_and_are_paid(
    home: District, contest: Contest, tmp_path: Path
) -> None:
    assert imported(contest, tmp_path, [*SINGLE, *TEAM], SHARES) == Imported(3, ())
    with clock.at(CALLED):
        publicity = publish(contest, home.clerk).publicity
    with clock.at(AFTER):
        assert publicity is not None
        close(publicity)
        assert record(contest, home.clerk).state == ContestState.RECORDED
    keys = list(Fact.objects.filter(table="竞赛成绩").values_list("table", "key"))
    with clock.at(AFTER):
        decisions = deciding.decide_case(home.authority, home.version, "竞赛奖", keys, AFTER)
    paid = [(d.verdict, d.payable_fen) for d in decisions]
    assert sorted(paid) == [("不符合", 0), ("符合", 6000 * 100), ("符合", 6000 * 100)]
    assert Fact.objects.filter(table="竞赛成员").count() == 2


def test_the_publicity_shows_name_unit_and_place_and_no_number(
    home: District, contest: Contest, tmp_path: Path
) -> None:
    imported(contest, tmp_path, [*SINGLE, *TEAM], SHARES)
    with clock.at(CALLED):
        publicity = publish(contest, home.clerk).publicity
    assert publicity is not None
    lines = publicity.lines.values_list("name", "unit", "benefit")
    assert list(lines)[1:] == [
        ("工匠1", "第1机械公司", "金秋技能竞赛 第2名"),
        ("飞鹰队", "第2机械公司", "金秋技能竞赛 第1名"),
    ]
    assert PEOPLE[0][:6] not in publicity.document


def test_identity_numbers_of_results_are_sealed_in_the_database(contest: Contest, tmp_path: Path) -> None:
    imported(contest, tmp_path, SINGLE)
    for result in ContestResult.objects.all():
        assert b"330110" not in bytes(result.rows)
        assert "330110" not in str(result.shown)


@pytest.mark.parametrize(
    ("results", "members", "row", "words"),
    [
        ([("焊接", "个人赛", "外人", STRANGER, "", "", 1)], (), 2, "登记表中没有"),
        ([*SINGLE, ("焊接", "个人赛", "工匠3", PEOPLE[3][:-1] + "?", "", "", 3)], (), 4, "身份证号"),
        ([*SINGLE, SINGLE[0]], (), 4, "完全相同"),
        ([("焊接", "个人赛", "工匠0", PEOPLE[0], "", "", "头名")], (), 2, "名次"),
        (TEAM, (), 2, "没有成员"),
        (TEAM, SHARES[:1], 1, "合计为 60%"),
        (SINGLE, SHARES, 1, "没有成绩"),
    ],
)
def test_one_bad_row_keeps_the_whole_sheet_out(
    contest: Contest, tmp_path: Path, results: Rows, members: Rows, row: int, words: str
) -> None:
    found = imported(contest, tmp_path, results, members)
    assert [(p.row, words in p.message.zh) for p in found.problems] == [(row, True)], found.problems
    assert not contest.results.exists()


@pytest.mark.parametrize("header", ["年龄", "竞赛名称", "成绩编号"])
def test_a_strange_header_or_one_that_the_contest_fills_is_a_problem(
    contest: Contest, tmp_path: Path, header: str
) -> None:
    rows = [(*row, "x") for row in SINGLE]
    found = import_results(contest, book(tmp_path, rows, headers=(*HEADERS, header)))
    assert [header in p.message.zh for p in found.problems] == [True]


def test_a_dry_run_keeps_nothing_and_a_second_import_replaces_the_first(
    contest: Contest, tmp_path: Path
) -> None:
    assert import_results(contest, book(tmp_path, SINGLE), dry_run=True) == Imported(2, ())
    assert not contest.results.exists()
    imported(contest, tmp_path, SINGLE)
    imported(contest, tmp_path, SINGLE[:1])
    assert contest.results.count() == 1


def test_a_result_that_is_objected_to_is_recorded_when_it_is_decided(
    home: District, contest: Contest, tmp_path: Path
) -> None:
    imported(contest, tmp_path, SINGLE)
    with clock.at(CALLED):
        publicity = publish(contest, home.clerk).publicity
        assert publicity is not None
        object_to(publicity.lines.get(position=1), "冒名顶替")
    with clock.at(AFTER):
        close(publicity)
        assert record(contest, home.clerk).state == ContestState.PUBLISHED
    assert Fact.objects.filter(table="竞赛成绩").count() == 1


def test_a_contest_is_registered_once_and_its_file_must_be_a_sheet(
    home: District, contest: Contest, tmp_path: Path
) -> None:
    with pytest.raises(RegisterError, match="已经登记"):
        register(home.authority, home.version, "区级竞赛", contest.name, contest.final_on)
    (tmp_path / "成绩.doc").write_text("x")
    with pytest.raises(RegisterError, match="不能读这种文件"):
        import_results(contest, tmp_path / "成绩.doc")

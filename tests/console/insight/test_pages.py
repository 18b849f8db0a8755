"""Figures of an office: what was paid, how long it took, why cases are refused; shown, and taken away harmlessly."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import AccessLog
from duixian.casework import steps
from duixian.console.insight.files import as_csv
from duixian.console.insight.grids import Grid
from duixian.decisions.store.deciding import decide_registry
from duixian.insight import money
from duixian.insight.pace import pace
from duixian.insight.paths import count_last, last_paths, uncounted
from duixian.insight.refusals import grounds
from duixian.papers.sheets import Column, Kind
from tests.casework.office import CERTIFICATE, Office
from tests.casework.test_refusals import too_low
from tests.casework.test_settling import GRANT_FEN, paid
from tests.console.cases.conftest import Enter

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "/office/insight/"
LATER = date(2026, 10, 21)


@pytest.fixture
def auditor(office: Office, enter: Enter) -> Client:
    """Somebody who may read every figure."""
    return enter(office.by(Role.AUDITOR))


def test_money_is_counted_by_measure_month_and_employer(office: Office) -> None:
    paid(office)
    (measure,) = money.by_measure(office.authority)
    assert (measure.measure, measure.granted_fen, measure.paid_fen, measure.payments) == (
        CERTIFICATE,
        GRANT_FEN,
        GRANT_FEN,
        1,
    )
    (month,) = money.by_month(office.authority)
    assert (f"{month.month:%Y-%m}", month.fen) == ("2026-10", GRANT_FEN)
    assert sum(part.fen for part in money.by_employer(office.authority)) == GRANT_FEN
    assert sum(part.fen for part in money.by_place(office.authority)) == GRANT_FEN
    assert money.by_month(office.authority, 2025) == []


def test_time_is_counted_from_line_to_line_of_the_history(office: Office) -> None:
    case = paid(office)
    found = pace(office.authority)
    (whole,) = found.whole
    first, last = case.history.first(), case.history.filter(after="已支付").first()
    assert first is not None
    assert last is not None
    assert whole.middle == round((last.at - first.at).total_seconds() / 8640)
    assert {stay.name for stay in found.steps} >= {"待核对", "待本人确认", "公示中"}
    assert pace(office.authority, "别的项目").whole == ()


def test_a_refusal_is_counted_under_the_words_it_cites(office: Office) -> None:
    steps.refuse(too_low(office), office.first)
    (ground,) = grounds(office.authority)
    assert (ground.measure, ground.clause, ground.name, ground.count) == (
        CERTIFICATE,
        "第一条",
        "高级工及以上",
        1,
    )


@pytest.mark.parametrize("page", ["", "money/", "time/", "refusals/"])
def test_every_page_shows_its_figures_to_an_auditor(office: Office, auditor: Client, page: str) -> None:
    paid(office)
    with clock.at(LATER):
        assert auditor.get(f"{PLACE}{page}").status_code == 200
    assert AccessLog.objects.filter(action="view", table__startswith="insight.").exists()


def test_what_is_shown_is_taken_away_and_written_down(office: Office, auditor: Client) -> None:
    paid(office)
    sheet = auditor.get(f"{PLACE}money/", {"of": "by-measure", "file": "xlsx"})
    assert zipfile.ZipFile(io.BytesIO(sheet.content)).testzip() is None
    plain = auditor.get(f"{PLACE}money/", {"of": "by-measure", "file": "csv"}).content.decode("utf-8-sig")
    assert ["取证补贴", "1200.00", "1200.00", "1"] in list(csv.reader(io.StringIO(plain)))
    assert AccessLog.objects.filter(action="export", table="insight.by-measure").count() == 2


def test_a_claimant_sees_no_figures_of_the_office(office: Office, enter: Enter) -> None:
    assert enter(office.account_of(1)).get(PLACE).status_code == 403


def test_no_cell_of_a_file_runs_when_it_is_opened() -> None:
    columns = (Column("单位"), Column("元", Kind.MONEY))
    grid = Grid("x", "标题", columns, [("=1+1", -150), ("@SUM(A1)", 100), ("甲公司", None)])
    rows = list(csv.reader(io.StringIO(as_csv(grid).decode("utf-8-sig"))))
    assert rows[1:] == [["'=1+1", "-1.50"], ["'@SUM(A1)", "1.00"], ["甲公司", ""]]


def test_targets_are_counted_once_for_a_run(office: Office, tmp_path: Path) -> None:
    decide_registry(office.authority, [office.version], clock.today(), actor=None)
    assert not uncounted(office.authority)
    assert count_last(office.authority) == 0
    assert last_paths(office.authority) == ()

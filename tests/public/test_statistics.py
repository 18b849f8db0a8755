from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

from django.test import Client
from python_calamine import CalamineWorkbook

from duixian.insight.published import figures
from tests.casework.office import Office
from tests.public.pages import claimed, text_of


def test_cases_are_counted_by_where_they_stand_and_few_are_withheld(office: Office, client: Client) -> None:
    for serial in range(1, 6):
        claimed(office, serial, f"张{serial}")
    counts = {name.zh: count for name, count in figures().stages}
    assert (counts["办理中"], counts["不予"]) == (5, None)
    page = text_of(client.get("/statistics/").content)
    assert "还没有付款" in page
    assert "张1" not in page


def test_the_figures_can_be_taken_away_as_a_workbook(office: Office, client: Client) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/statistics/", {"format": "xlsx"}).content))
    assert book.get_sheet_by_index(0).to_python()[0] == ["分类", "项目或月份", "金额（元）", "收款人数"]


def test_the_figures_take_three_queries_however_much_was_paid(
    office: Office, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_num_queries(3):
        figures()

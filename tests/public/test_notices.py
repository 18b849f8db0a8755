from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from duixian.authorities import clock
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.notices import publicity as notices
from duixian.notices.masking import Line
from duixian.notices.models import Objection, Publicity
from duixian.notices.publicity import Stages, compose, publish, withdraw_line
from duixian.notices.states import LineState
from duixian.public.notices.lists import NAMES_STAY
from duixian.public.notices.objecting import BY_ADDRESS
from tests.casework.office import Office, id_number
from tests.public.pages import MONDAY, address, approved, on_notice, text_of

OVER = date(2026, 10, 20)


@pytest.fixture
def notice(office: Office) -> Publicity:
    return on_notice(office, approved(office, 1, "张三"), approved(office, 2, "李四"))


def said(words: str = "此人不在本单位", **more: str) -> dict[str, str]:
    return {"words": words, "name": "", "contact": "", "nickname": "", **more}


def test_a_list_shows_names_and_amounts_and_no_number(notice: Publicity, client: Client) -> None:
    page = client.get(address(notice)).content.decode()
    assert all(part in page for part in ("张三", "李四", "¥1,200.00"))
    assert id_number(1) not in page
    assert id_number(1)[-6:] not in page


def test_a_list_inside_the_employers_is_not_public(office: Office, client: Client) -> None:
    lines = [Line("案1", "王五", "甲公司", "补贴", 100)]
    inside = publish(compose(office.authority, "单位内公示", lines, 5, Stages.INSIDE))
    assert client.get(address(inside)).status_code == 404
    assert inside.number not in text_of(client.get("/notices/").content)


def test_names_are_taken_down_some_time_after_the_notice_is_over(notice: Publicity, client: Client) -> None:
    with clock.at(OVER):
        notices.close(notice)
        assert "张三" in client.get(address(notice)).content.decode()
    notice.refresh_from_db()
    assert notice.public_until is not None
    with clock.at(notice.public_until + NAMES_STAY + timedelta(days=1)):
        page = client.get(address(notice)).content.decode()
        assert "张三" not in page
        assert notice.sha256 in page
        assert client.get(address(notice, "?format=xlsx")).status_code == 404


def test_an_objection_holds_its_line_and_its_case_and_no_other(notice: Publicity, client: Client) -> None:
    answer = client.post(address(notice, "1/object/"), said())
    assert answer.status_code == 302
    states = list(notice.lines.order_by("position").values_list("state", flat=True))
    assert states == [LineState.HELD, LineState.STANDING]
    assert sorted(Case.objects.values_list("state", flat=True)) == sorted([State.CONTESTED, State.PUBLISHED])


def test_the_public_does_not_see_which_line_is_objected_to(notice: Publicity, client: Client) -> None:
    before = client.get(address(notice)).content
    client.post(address(notice, "1/object/"), said())
    after = client.get(address(notice)).content
    assert text_of(before) == text_of(after)


def test_an_objection_sent_twice_is_one(notice: Publicity, client: Client) -> None:
    first, second = (client.post(address(notice, "1/object/"), said()) for _ in range(2))
    assert Objection.objects.count() == 1
    assert len({text_of(client.get(one["Location"]).content) for one in (first, second)}) == 1


def test_the_receipt_tells_later_what_became_of_the_objection(notice: Publicity, client: Client) -> None:
    receipt = client.post(address(notice, "1/object/"), said())["Location"]
    filed = Objection.objects.get()
    assert f"{notice.number}-1-{filed.pk}" in text_of(client.get(receipt).content)
    notices.resolve(filed, upheld=False, reason="经核查在职")
    page = text_of(client.get(receipt).content)
    assert "异议不成立" in page
    assert "经核查在职" not in page


def test_nobody_finds_an_objection_without_its_receipt(notice: Publicity, client: Client) -> None:
    client.post(address(notice, "1/object/"), said())
    assert client.get(f"/notices/objections/{Objection.objects.get().pk}/").status_code == 404


def test_how_to_reach_the_objector_is_kept_sealed(notice: Publicity, client: Client) -> None:
    client.post(address(notice, "1/object/"), said(contact="13800000000"))
    assert b"13800000000" not in bytes(Objection.objects.get().contact or b"")


def test_a_program_that_fills_in_the_trap_files_nothing(notice: Publicity, client: Client) -> None:
    assert client.post(address(notice, "1/object/"), said(nickname="x")).status_code == 302
    assert not Objection.objects.exists()


def test_an_objection_without_words_is_asked_for_them(notice: Publicity, client: Client) -> None:
    answer = client.post(address(notice, "1/object/"), said(words=" "))
    assert answer.status_code == 422
    assert not Objection.objects.exists()


def test_one_address_files_only_so_many_objections_in_an_hour(notice: Publicity, client: Client) -> None:
    answers = [
        client.post(address(notice, "1/object/"), said(f"第{n}次")).status_code
        for n in range(BY_ADDRESS.times + 1)
    ]
    assert answers == [302] * BY_ADDRESS.times + [429]
    assert Objection.objects.count() == BY_ADDRESS.times


def test_a_line_taken_off_the_list_is_gone_and_cannot_be_objected_to(
    notice: Publicity, client: Client
) -> None:
    withdraw_line(notice.lines.get(position=1), "申请已撤回")
    page = client.get(address(notice)).content.decode()
    assert "张三" not in page
    assert "format=pdf" not in page
    assert client.get(address(notice, "1/object/")).status_code == 404


def test_a_search_finds_a_name(notice: Publicity, client: Client) -> None:
    page = client.get(address(notice), {"q": "李"}).content.decode()
    assert "李四" in page
    assert "张三" not in page


def test_the_workbook_holds_what_the_page_shows_and_runs_nothing(office: Office, client: Client) -> None:
    lines = [Line("案1", "=HYPERLINK(1)", "甲公司", "补贴", 123_456), Line("案2", "王五", "", "荣誉", None)]
    with clock.at(MONDAY):
        notice = publish(compose(office.authority, "补贴公示", lines, 5))
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(address(notice, "?format=xlsx")).content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1:] == [[1, "=HYPERLINK(1)", "甲公司", "补贴", 1234.56], [2, "王五", "", "荣誉", ""]]


def test_programs_that_read_the_web_are_told_to_keep_out_of_names(notice: Publicity, client: Client) -> None:
    assert "noindex" in client.get(address(notice))["X-Robots-Tag"]
    assert "Disallow: /notices/" in client.get("/robots.txt").content.decode()

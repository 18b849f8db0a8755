from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from duixian.authorities.duties import Role
from duixian.authorities.models import AccessLog
from duixian.casework.selection.models import ListEntry, YearlyList
from duixian.casework.selection.states import EntryState
from tests.casework.selection.panel import PEOPLE
from tests.console.cases.conftest import Enter
from tests.console.services.conftest import LISTS, Desk
from tests.service import Officer


def sheet(*lines: str) -> SimpleUploadedFile:
    """A CSV that a hospital returns."""
    return SimpleUploadedFile("回填.csv", "\n".join(lines).encode("utf-8-sig"))


def states(drawn: YearlyList) -> list[str]:
    return list(drawn.entries.order_by("pk").values_list("state", flat=True))


def test_the_list_names_everybody_entitled_with_the_ends_of_numbers_alone(desk: Desk) -> None:
    drawn = desk.drawn()
    page = desk.clerk.get(f"{LISTS}{drawn.pk}/").content.decode()
    assert "工匠0" in page
    assert f"••••{PEOPLE[0][-4:]}" in page
    assert PEOPLE[0] not in page
    assert "2</td>" in desk.clerk.get(LISTS).content.decode()


def test_drawn_twice_the_page_says_that_it_exists(desk: Desk) -> None:
    desk.drawn()
    form = {"kind": f"{desk.home.version.pk}|技师体检", "year": "2022", "until": "2022-12-20"}
    answer = desk.clerk.post(f"{LISTS}draw/", form)
    assert answer.status_code == 409
    assert "已经生成" in answer.content.decode()


def test_the_sheet_for_the_hospital_is_masked_and_the_whole_one_is_written_down(desk: Desk) -> None:
    drawn = desk.drawn()
    masked = desk.clerk.get(f"{LISTS}{drawn.pk}/sheet/").content
    whole = desk.clerk.post(f"{LISTS}{drawn.pk}/whole/").content
    assert PEOPLE[0] not in str(cells(masked))
    assert PEOPLE[0] in str(cells(whole))
    assert AccessLog.objects.filter(
        action="reveal", table="casework.YearlyList", fields=["identity"]
    ).exists()


def cells(content: bytes) -> object:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_an_auditor_reads_the_masked_list_alone(desk: Desk, officer: Officer, enter: Enter) -> None:
    drawn, auditor = desk.drawn(), enter(officer(Role.AUDITOR))
    assert auditor.get(f"{LISTS}{drawn.pk}/").status_code == 200
    assert auditor.get(f"{LISTS}{drawn.pk}/sheet/").status_code == 200
    assert auditor.post(f"{LISTS}{drawn.pk}/whole/").status_code == 403


def test_who_came_is_taken_from_the_sheet_by_list_number_or_identity_and_the_rest_is_left(desk: Desk) -> None:
    drawn = desk.drawn()
    first, _second = drawn.entries.order_by("pk")
    file = sheet("名单编号,结果,日期", f"{first.pk},已参加,2022-11-03", ",,")
    assert desk.clerk.post(f"{LISTS}{drawn.pk}/attended/", {"file": file}).status_code == 302
    assert states(drawn) == [EntryState.ATTENDED, EntryState.INVITED]
    file = sheet("证件号码,结果,日期", f"{PEOPLE[1]},放弃,2022-11-04")
    desk.clerk.post(f"{LISTS}{drawn.pk}/attended/", {"file": file})
    assert states(drawn) == [EntryState.ATTENDED, EntryState.DECLINED]


def test_one_faulty_row_and_nothing_of_the_sheet_is_noted(desk: Desk) -> None:
    drawn = desk.drawn()
    first, second = drawn.entries.order_by("pk")
    lines = (
        "名单编号,结果,日期",
        f"{first.pk},已参加,2022-11-03",
        f"{second.pk},来了,2022-11-03",
        "999999,放弃,2022-11-03",
    )
    answer = desk.clerk.post(f"{LISTS}{drawn.pk}/attended/", {"file": sheet(*lines)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 3 行：结果应为" in page
    assert "第 4 行：名单里没有这个人" in page
    assert states(drawn) == [EntryState.INVITED, EntryState.INVITED]


def test_the_exported_sheet_is_taken_back_as_it_is(desk: Desk) -> None:
    drawn = desk.drawn()
    ListEntry.objects.filter(pk=drawn.entries.order_by("pk")[0].pk).update(state="attended", on="2022-11-03")
    content = desk.clerk.get(f"{LISTS}{drawn.pk}/sheet/").content
    answer = desk.clerk.post(
        f"{LISTS}{drawn.pk}/attended/", {"file": SimpleUploadedFile("名单.xlsx", content)}
    )
    assert answer.status_code == 302
    assert states(drawn) == [EntryState.ATTENDED, EntryState.INVITED]


def test_somebody_is_noted_by_a_button(desk: Desk) -> None:
    drawn = desk.drawn()
    entry = drawn.entries.order_by("pk")[0]
    desk.clerk.post(f"{LISTS}{drawn.pk}/note/{entry.pk}/", {"state": "attended"})
    assert "工匠0" not in desk.clerk.get(f"{LISTS}{drawn.pk}/").content.decode()
    assert "工匠0" in desk.clerk.get(f"{LISTS}{drawn.pk}/?state=attended").content.decode()

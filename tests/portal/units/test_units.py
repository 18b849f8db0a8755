from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from duixian.authorities.models import AccessLog, Account, Appointment, Role
from duixian.casework import keys
from duixian.casework.models import Case, Roster
from duixian.casework.tasks import check_roster, file_roster
from duixian.notices.models import Message
from duixian.portal.units import ties
from duixian.portal.units.ties import Wanted
from tests.casework.office import EMPLOYER, HIRING, Office, id_number
from tests.service import Officer

UNIT = ("用人单位", EMPLOYER)
ACCOUNT = {"holder": "某公司", "number": "6222 0200 1234 5678", "bank": "某银行"}
HEAD = "合同编号,身份证号,录用日,技能等级\n"


def words(client: Client, place: str, **options: Any) -> str:
    return client.get(f"/my/unit/{place}", **options).content.decode()


def upload(client: Client, office: Office, text: str, name: str = "名单.csv") -> Any:
    sheet = SimpleUploadedFile(name, text.encode("utf-8-sig"))
    return client.post("/my/unit/lists/", {"measure": f"{office.version.pk}|{HIRING}", "sheet": sheet})


def row(number: str, serial: int, level: str = "高级工") -> str:
    return f"{number},{id_number(serial)},2026-05-01,{level}\n"


def test_a_unit_sees_its_own_people_and_nobody_else(client: Client) -> None:
    page = words(client, "people/")
    assert "甲一" in page
    assert "乙二" in page
    assert "丙三" not in page


def test_no_page_of_a_unit_shows_an_identity_number(client: Client, unit: Office) -> None:
    token = keys.kept(unit.authority, id_number(1))
    pages = [words(client, place) for place in ("", "people/", f"people/{token}/", "due/", "cases/")]
    assert not any(re.search(r"[0-9]{17}[0-9X]", page) for page in pages)


def test_people_are_found_by_name_and_signs_of_patterns_are_plain_signs(client: Client) -> None:
    assert "甲一" not in words(client, "people/?q=乙")
    assert "甲一" not in words(client, "people/?q=%25")


def test_people_are_paged_by_name_and_key(client: Client, unit: Office) -> None:
    vocabulary = unit.version.loaded().vocabulary
    (first,) = ties.members(unit.authority, UNIT, vocabulary, Wanted(), 1)
    (second,) = ties.members(unit.authority, UNIT, vocabulary, Wanted(after=(first.name, first.key)), 1)
    assert {first.name, second.name} == {"甲一", "乙二"}
    assert ties.count(unit.authority, UNIT, vocabulary, Wanted()) == 2


def test_what_each_of_them_could_get_stands_beside_the_name(client: Client) -> None:
    page = re.sub(r"\s+", " ", words(client, "people/"))
    assert re.search(r"甲一.{0,900}¥800\.00", page)
    assert page.count("¥") == 1


def test_somebody_of_another_unit_is_not_found(client: Client, unit: Office) -> None:
    token = keys.kept(unit.authority, id_number(3))
    assert client.get(f"/my/unit/people/{token}/").status_code == 404


def test_each_look_at_a_person_is_logged(client: Client, unit: Office, clerk: Account) -> None:
    token = keys.kept(unit.authority, id_number(1))
    client.get(f"/my/unit/people/{token}/")
    assert AccessLog.objects.filter(account=clerk, action="view", key=token).exists()


def test_a_decision_is_shown_to_the_unit_that_its_record_names(client: Client, unit: Office) -> None:
    page = words(client, "due/")
    assert HIRING in page
    (number,) = set(re.findall(r"due/decision/(\d+)/", words(client, f"due/{unit.version.pk}/{HIRING}/")))
    assert "新录用高级工及以上技能人才" in words(client, f"due/decision/{number}/")
    other = unit.clerk("913301131234567953")
    client.force_login(other)
    assert client.get(f"/my/unit/due/decision/{number}/").status_code == 404


def test_ticked_records_are_filed_without_being_typed_again(client: Client, unit: Office) -> None:
    place = f"/my/unit/due/{unit.version.pk}/{HIRING}/"
    ticked = re.findall(r'name="case" value="(\d+)"', client.get(place).content.decode())
    roster = client.post(place, {"case": ticked})["Location"]
    client.post(f"{roster}submit/", ACCOUNT)
    case = Case.objects.get()
    assert (case.key, case.claimant_key) == ("HT-1", EMPLOYER)
    assert "没有可以直接申报的" in words(client, "due/")


def test_every_bad_cell_is_named_with_its_line_and_the_good_rows_can_be_filed(
    client: Client, unit: Office
) -> None:
    bad = row("N-2", 12, "高级高级") + row("N-3", 13).replace(id_number(13), "33011")
    place = upload(client, unit, HEAD + row("N-1", 11) + bad)["Location"]
    page = client.get(place).content.decode()
    assert "2 行有错" in page
    assert "1 行可以提交" in page
    assert "高级高级" in page
    client.post(f"{place}submit/", ACCOUNT)
    assert [case.key for case in Case.objects.all()] == ["N-1"]


def test_rejected_rows_come_back_as_a_sheet_that_can_be_mended_and_taken(
    client: Client, unit: Office
) -> None:
    place = upload(client, unit, HEAD + row("N-1", 11) + row("N-2", 12, "高级高级"))["Location"]
    sheet = client.get(f"{place}rejects/").content
    head, line = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert id_number(12) in line
    mended = ",".join(map(str, head)) + "\n" + ",".join(map(str, line)).replace("高级高级", "高级工", 1)
    upload(client, unit, mended)
    assert Roster.objects.latest("pk").faults == []


def test_the_person_is_told_that_the_unit_has_filed(client: Client, unit: Office) -> None:
    place = upload(client, unit, HEAD + row("N-1", 1))["Location"]
    client.post(f"{place}submit/", ACCOUNT)
    token = keys.kept(unit.authority, id_number(1))
    message = Message.objects.get(subject_key=token, kind="filed_by_employer")
    assert "某精密机械有限公司" in message.body_zh


def test_a_list_is_submitted_once(client: Client, unit: Office) -> None:
    place = upload(client, unit, HEAD + row("N-1", 11))["Location"]
    client.post(f"{place}submit/", ACCOUNT)
    again = client.post(f"{place}submit/", ACCOUNT)
    assert "这份名单已提交" in again.content.decode()
    assert Case.objects.count() == 1


def test_money_for_the_unit_needs_an_account_and_nothing_is_filed_without(
    client: Client, unit: Office
) -> None:
    place = upload(client, unit, HEAD + row("N-1", 11))["Location"]
    answer = client.post(f"{place}submit/", {**ACCOUNT, "number": "12"})
    assert answer.status_code == 422
    assert "8 到 32 位数字" in answer.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("name", "text"), [("名单.csv", "没有,这些列\n1,2\n"), ("名单.doc", "x"), ("名单.xlsx", "x")]
)
def test_a_sheet_that_cannot_be_read_says_why(client: Client, unit: Office, name: str, text: str) -> None:
    answer = upload(client, unit, text, name)
    assert answer.status_code == 200
    assert any(said in answer.content.decode() for said in ("名单读不出来", "XLSX 或 CSV"))
    assert not Roster.objects.exists()


def test_a_list_of_another_unit_is_not_found(client: Client, unit: Office) -> None:
    place = upload(client, unit, HEAD + row("N-1", 11))["Location"]
    client.force_login(unit.clerk("913301131234567953"))
    assert client.get(place).status_code == 404
    assert client.post(f"{place}submit/", ACCOUNT).status_code == 404


def test_the_empty_sheet_has_the_headers_of_the_register(client: Client, unit: Office) -> None:
    sheet = client.get(f"/my/unit/lists/sheet/{unit.version.pk}/{HIRING}/").content
    head = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()[0]
    assert {"合同编号", "身份证号", "录用日"} <= set(head)


def test_a_colleague_is_invited_by_a_link_that_is_shown_once(client: Client, clerk: Account) -> None:
    said = {"name": "周某", "phone": "13800000001", "email": ""}
    page = client.post("/my/unit/colleagues/", said, follow=True).content.decode()
    link = re.search(r"http://testserver(/accounts/invited/[^<]+)<", page)
    assert link is not None
    assert "/accounts/invited/" not in words(client, "colleagues/")
    made = Appointment.objects.get(account__username="13800000001")
    assert (made.role, made.subject_key) == (Role.EMPLOYER_CLERK, EMPLOYER)


def test_inviting_somebody_twice_says_so(client: Client) -> None:
    said = {"name": "周某", "phone": "13800000001", "email": ""}
    client.post("/my/unit/colleagues/", said)
    assert "已是本单位的经办人" in client.post("/my/unit/colleagues/", said).content.decode()


def test_an_invitation_is_mailed_where_an_address_is_given(client: Client, mailoutbox: list[Any]) -> None:
    client.post("/my/unit/colleagues/", {"name": "周", "phone": "13800000001", "email": "z@example.org"})
    assert "/accounts/invited/" in mailoutbox[0].body


def test_a_colleague_whose_appointment_ended_sees_the_unit_no_more(client: Client, unit: Office) -> None:
    other = unit.clerk()
    client.post(f"/my/unit/colleagues/{other.appointments.get().pk}/end/")
    client.force_login(other)
    assert client.get("/my/unit/people/").status_code == 403


def test_nobody_ends_an_appointment_of_another_unit_or_the_own(
    client: Client, unit: Office, clerk: Account
) -> None:
    stranger = unit.clerk("913301131234567953")
    for held in (stranger.appointments.get(), clerk.appointments.get()):
        assert client.post(f"/my/unit/colleagues/{held.pk}/end/").status_code == 404
        held.refresh_from_db()
        assert held.until is None


PLACES = ("", "people/", "due/", "lists/", "cases/", "colleagues/")


@pytest.mark.parametrize("place", PLACES)
def test_nobody_comes_here_without_standing_for_a_unit(
    client: Client, unit: Office, officer: Officer, place: str
) -> None:
    client.logout()
    assert client.get(f"/my/unit/{place}")["Location"].startswith("/accounts/login/")
    client.force_login(officer(Role.INTAKE))
    assert client.get(f"/my/unit/{place}").status_code == 403
    client.force_login(unit.account_of(1))
    assert client.get(f"/my/unit/{place}")["Location"] == "/my/"


@pytest.mark.parametrize("place", PLACES)
def test_no_chinese_of_ours_is_left_on_an_english_page(client: Client, place: str) -> None:
    page = words(client, place, headers={"accept-language": "en"})
    main = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    left = set(re.findall(r"[\u4e00-\u9fff]+", main)) - {"甲一", "乙二", "单位经办人", "某精密机械有限公司"}
    assert left == set()


def test_a_long_list_is_checked_by_a_job_while_the_page_tells_how_far_it_is(
    client: Client, unit: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duixian.portal.units.lists.CHECKED_AT_ONCE", 0)
    monkeypatch.setattr("duixian.portal.units.lists.FILED_AT_ONCE", 0)
    place = str(upload(client, unit, HEAD + row("H9", 2))["Location"])
    assert "正在逐行检查" in client.get(place).content.decode()
    assert "检查中" in client.get("/my/unit/lists/").content.decode()
    roster = Roster.objects.get()
    check_roster(roster_id=roster.pk)
    assert client.get(place, headers={"hx-request": "true"})["HX-Refresh"] == "true"
    client.post(f"{place}submit/", {"holder": "某公司", "number": "571900000000001", "bank": "某银行"})
    assert "正在逐件提交" in client.get(place, headers={"hx-request": "true"}).content.decode()
    file_roster(roster_id=roster.pk)
    assert "已提交" in client.get(place).content.decode()

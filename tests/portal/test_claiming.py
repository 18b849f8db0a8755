from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duixian.authorities import clock
from duixian.casework.content import unsealed
from duixian.casework.models import Case, Draft, Evidence
from tests.casework.office import Office, id_number
from tests.portal.conftest import MONDAY, Known, Person

PDF = b"%PDF-1.4\n% a certificate\n"


def begun(person: Person) -> str:
    """From the first page to the page of the claim."""
    case_id = re.findall(r'name="case" value="(\w+)"', person.get("/my/?whole"))[0]
    return person.post("/my/claims/begin/", case=case_id)


def new_claim(person: Person, office: Office) -> str:
    """A claim for something the registers do not know."""
    return person.post("/my/claims/begin/", version=office.version.pk, measure="取证补贴")


def filled(number: str, level: str = "高级工", on: str = "2026-06-01") -> dict[str, str]:
    """The cells of a certificate as the form sends them."""
    cells = {"证书编号": number, "技能等级": level, "发证日期": on}
    return {f"cell|技能证书|{column}": text for column, text in cells.items()}


ACCOUNT = {"account-holder": "李四", "account-bank": "某银行", "account-number": "6222 0200 0000 0000 02"}


def test_what_is_known_is_claimed_without_filling_in_anything(zhang: Person) -> None:
    page = begun(zhang)
    shown = zhang.get(page)
    assert "请填写</h2>" not in shown
    assert "符合条件" in shown
    where = zhang.post(page, submit="yes", **{"account-from": "known"})
    assert "已提交" in zhang.get(where)
    assert Case.objects.get().state == "办理中"


def test_beginning_twice_finds_the_same_draft(zhang: Person) -> None:
    assert begun(zhang) == begun(zhang)


def test_a_second_press_finds_the_case_that_the_first_one_made(zhang: Person) -> None:
    page = begun(zhang)
    first = zhang.post(page, submit="yes")
    again = zhang.post(page, submit="yes")
    assert Case.objects.count() == 1
    number = Case.objects.get().number
    assert number in first
    assert number in again


def test_the_page_of_a_draft_that_was_handed_in_leads_to_its_case(zhang: Person) -> None:
    page = begun(zhang)
    zhang.post(page, submit="yes")
    assert zhang.client.get(page).headers["Location"] == f"/my/cases/{Case.objects.get().number}/"


def test_something_new_is_asked_for_and_told_at_once(office: Office, known: Known) -> None:
    me = known(2, "李四")
    page = new_claim(me, office)
    assert "填好这些" in me.get(page)
    response = me.client.post(f"{page}keep/", {**filled("Z2"), **ACCOUNT}, headers={"HX-Request": "true"})
    assert "符合条件" in response.content.decode()
    assert "¥1,200.00" in response.content.decode()
    where = me.post(page, submit="yes", **filled("Z2"), **ACCOUNT)
    assert "已提交" in me.get(where)


def test_what_is_saved_while_writing_is_there_again(office: Office, known: Known) -> None:
    me = known(2, "李四")
    page = new_claim(me, office)
    me.client.post(f"{page}keep/", {**filled("Z2"), **ACCOUNT})
    shown = me.get(page)
    assert 'value="Z2"' in shown
    assert "尾号 0002" in shown
    assert "6222020000000000" not in shown


def test_an_account_kept_is_not_lost_when_its_field_stays_empty(office: Office, known: Known) -> None:
    me = known(2, "李四")
    page = new_claim(me, office)
    me.client.post(f"{page}keep/", {**filled("Z2"), **ACCOUNT})
    me.client.post(f"{page}keep/", {**filled("Z2"), **ACCOUNT, "account-number": "", "account-kept": "yes"})
    assert unsealed(Draft.objects.get().content).account.number == "622202000000000002"


def test_reasons_stand_there_before_anything_is_submitted(office: Office, known: Known) -> None:
    me = known(2, "李四")
    page = new_claim(me, office)
    shown = me.client.post(f"{page}keep/", {**filled("Z2", level="中级工"), **ACCOUNT}).content.decode()
    assert "按现在的信息不符合" in shown
    assert "高级工及以上" in shown


def test_a_late_claim_is_told_so_in_the_words_of_the_clause(office: Office, known: Known) -> None:
    me = known(2, "李四")
    page = new_claim(me, office)
    shown = me.client.post(f"{page}keep/", {**filled("Z2", on="2025-03-01"), **ACCOUNT}).content.decode()
    assert "已过申请期限" in shown
    assert "应当自发证之日起12个月内申请" in shown
    where = me.post(page, submit="yes", **filled("Z2", on="2025-03-01"), **ACCOUNT)
    assert "按规则未予支持" in me.get(where)


def test_without_an_account_nothing_is_handed_in_and_nothing_is_lost(office: Office, known: Known) -> None:
    me = known(2, "李四")
    page = new_claim(me, office)
    response = me.client.post(page, {**filled("Z2"), "submit": "yes"})
    assert response.status_code == 422
    assert "还没有填写收款账户" in response.content.decode()
    assert 'value="Z2"' in me.get(page)


def test_a_known_record_is_mended_in_the_claim_itself(office: Office, known: Known) -> None:
    me = known(3, "王五", "6222020000000000033")
    office.certificate("Z3", 3, on="2026-06-01", level="中级工")
    case_id = re.findall(r"/my/due/(\w+)/", me.get("/my/?whole"))[0]
    page = me.post("/my/claims/begin/", case=case_id)
    mended = {"cell|技能证书|技能等级": "高级工", "account-from": "known"}
    assert "符合条件" in me.client.post(f"{page}keep/", mended).content.decode()
    rows = unsealed(Draft.objects.get().content).tables["技能证书"]
    assert rows[0]["技能等级"] == "高级工"
    assert rows[0]["人员"] == id_number(3)


def test_the_number_of_somebody_elses_certificate_shows_nothing_of_it(
    office: Office, zhang: Person, known: Known
) -> None:
    other = known(4, "赵六")
    page = new_claim(other, office)
    shown = other.client.post(f"{page}keep/", filled("Z1", level="中级工")).content.decode() + other.get(page)
    assert "张三" not in shown
    assert id_number(1)[-4:] not in shown


def test_a_file_is_taken_and_taken_out_again(zhang: Person) -> None:
    page = begun(zhang)
    given = SimpleUploadedFile("证书.pdf", PDF, "application/pdf")
    zhang.post(f"{page}files/", file=given)
    assert "证书.pdf" in zhang.get(page)
    zhang.post(f"{page}files/{Evidence.objects.get().pk}/")
    assert "证书.pdf" not in zhang.get(page)


@pytest.mark.parametrize(
    ("contents", "words"), [(b"MZ\x00", "不在可收的类型"), (b"%PDF-" + b"0" * 11_000_000, "上限")]
)
def test_a_file_of_the_wrong_kind_or_size_is_refused_with_words(
    zhang: Person, contents: bytes, words: str
) -> None:
    given = SimpleUploadedFile("x.pdf", contents)
    response = zhang.client.post(f"{begun(zhang)}files/", {"file": given}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert words in response.content.decode()


def test_files_go_with_the_claim(zhang: Person) -> None:
    page = begun(zhang)
    zhang.post(f"{page}files/", file=SimpleUploadedFile("证书.pdf", PDF))
    zhang.post(page, submit="yes")
    assert Evidence.objects.get().case == Case.objects.get()


def test_a_draft_is_thrown_away(zhang: Person) -> None:
    zhang.post(f"{begun(zhang)}discard/")
    assert not Draft.objects.exists()


def test_nobody_opens_anothers_draft(zhang: Person, known: Known) -> None:
    page, other = begun(zhang), known(5, "钱七")
    for path in (page, f"{page}keep/", f"{page}files/", f"{page}discard/"):
        assert other.client.post(path).status_code == 404, path
    assert other.client.get(page).status_code == 404


def test_a_measure_for_others_cannot_be_begun(zhang: Person, office: Office) -> None:
    response = zhang.client.post("/my/claims/begin/", {"version": office.version.pk, "measure": "录用补贴"})
    assert response.status_code == 404


def test_a_matter_that_is_alive_is_not_claimed_twice(zhang: Person, office: Office) -> None:
    zhang.post(begun(zhang), submit="yes")
    page = new_claim(zhang, office)
    response = zhang.client.post(page, {**filled("Z1"), "account-from": "known", "submit": "yes"})
    assert response.status_code == 422
    assert "同一事项" in response.content.decode()


def test_the_clock_of_the_office_decides_what_day_it_is(zhang: Person) -> None:
    with clock.at(MONDAY.replace(year=2027)):
        assert "已过申请期限" in zhang.get("/my/?whole")

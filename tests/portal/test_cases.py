from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from duixian.authorities import clock
from duixian.casework import publishing, steps, supplementing, told
from duixian.casework.models import Appeal, Case
from duixian.values.bilingual import Text
from tests.casework.office import Office, certificate
from tests.portal.conftest import MONDAY, Known, Person

PDF = b"%PDF-1.4\n% a certificate\n"


def claimed(office: Office, level: str = "高级工") -> Case:
    """Person 1 has claimed for a certificate."""
    return office.claim(1, certificate("Z9", 1, level=level))


def approved(office: Office) -> Case:
    case = claimed(office)
    for officer in (office.intake, office.first, office.second):
        case = steps.pass_(case, officer)
    return case


def test_a_case_tells_where_it_stands_and_what_comes_next(office: Office, zhang: Person) -> None:
    case = claimed(office)
    page = zhang.get(f"/my/cases/{case.number}/")
    assert "已提交申请" in page
    assert "还剩 5 个工作日" in page
    assert page.index("受理") < page.index("初审") < page.index("公示") < page.index("付款")


def test_clocks_are_in_working_days(office: Office, zhang: Person) -> None:
    case = claimed(office)
    with clock.at(MONDAY.replace(month=10, day=8)):
        assert "还剩 2 个工作日" in zhang.get(f"/my/cases/{case.number}/")


def test_what_officers_note_among_themselves_is_not_told(office: Office, zhang: Person) -> None:
    case = steps.pass_(claimed(office), office.intake, "材料里的章有点怪，注意")
    page = zhang.get(f"/my/cases/{case.number}/")
    assert "“受理”通过" in page
    assert "有点怪" not in page


def test_the_list_of_what_is_missing_takes_a_file_at_each_item(office: Office, zhang: Person) -> None:
    case = supplementing.ask(
        claimed(office), office.intake, [Text("合同", "contract"), Text("照片", "photo")]
    )
    page = f"/my/cases/{case.number}/"
    assert "请一次补齐这些" in zhang.get(page)
    zhang.post(f"{page}files/", purpose="合同", file=SimpleUploadedFile("合同.pdf", PDF))
    assert "合同.pdf" in zhang.get(page)
    zhang.post(f"{page}supply/", words="都在了")
    case.refresh_from_db()
    assert case.state == "办理中"


def test_a_file_for_the_list_is_refused_with_words(office: Office, zhang: Person) -> None:
    case = supplementing.ask(claimed(office), office.intake, [Text("合同", "contract")])
    given = {"purpose": "合同", "file": SimpleUploadedFile("x.exe", b"MZ")}
    response = zhang.client.post(f"/my/cases/{case.number}/files/", given, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert "不在可收的类型" in response.content.decode()


def test_a_claim_is_withdrawn(office: Office, zhang: Person) -> None:
    case = claimed(office)
    zhang.post(f"/my/cases/{case.number}/withdraw/", words="填错了")
    case.refresh_from_db()
    assert case.state == "已撤回"


def test_a_refusal_shows_its_clause_and_is_appealed(office: Office, zhang: Person) -> None:
    case = claimed(office, level="中级工")
    for officer in (office.intake, office.first):
        case = steps.pass_(case, officer)
    case = steps.refuse(case, office.second)
    page = zhang.get(f"/my/cases/{case.number}/")
    assert "高级工及以上证书" in page
    assert "申请复核" in page
    zhang.post(f"/my/cases/{case.number}/appeal/", grounds="等级登记错误", kind="复核")
    assert Appeal.objects.get().grounds == "等级登记错误"


def test_an_appeal_without_grounds_is_answered_in_words(office: Office, zhang: Person) -> None:
    case = claimed(office, level="中级工")
    for officer in (office.intake, office.first):
        case = steps.pass_(case, officer)
    steps.refuse(case, office.second)
    zhang.post(f"/my/cases/{case.number}/appeal/", grounds=" ", kind="复核")
    assert "没有写明理由" in zhang.get(f"/my/cases/{case.number}/")


def test_what_the_notice_says_is_contested_and_payment_waits(office: Office, newcomer: Person) -> None:
    case = approved(office)
    publishing.publish([case], office.second, "公示")
    newcomer.post(f"/my/cases/{case.number}/contest/", words="单位名称有误")
    case.refresh_from_db()
    assert case.state == "异议核查中"


def test_anothers_case_is_not_there(office: Office, zhang: Person, known: Known) -> None:
    case, other = claimed(office), known(2, "李四")
    page = f"/my/cases/{case.number}/"
    assert other.client.get(page).status_code == 404
    assert other.client.get(f"{page}filed/").status_code == 404
    for verb in ("files", "supply", "withdraw", "appeal", "contest"):
        assert other.client.post(f"{page}{verb}/").status_code == 404, verb
    case.refresh_from_db()
    assert case.state == "办理中"


def test_the_case_of_another_authority_is_not_there(office: Office, zhang: Person) -> None:
    assert zhang.client.get("/my/cases/2026-9999999/").status_code == 404


def test_whoever_is_told_of_an_employers_claim_sees_it_but_cannot_act(office: Office, zhang: Person) -> None:
    office.person(2, "李四")
    other = office.claim(2, certificate("Z2", 2))
    told.filed(other, "某公司", [("人员", zhang.key)])
    page = zhang.get(f"/my/cases/{other.number}/")
    assert "撤回这件申请" not in page
    assert zhang.client.post(f"/my/cases/{other.number}/withdraw/").status_code == 404


def test_the_list_holds_ones_own_cases_alone(office: Office, zhang: Person) -> None:
    mine = claimed(office)
    office.person(2, "李四")
    other = office.claim(2, certificate("Z2", 2))
    page = zhang.get("/my/cases/")
    assert mine.number in page
    assert other.number not in page

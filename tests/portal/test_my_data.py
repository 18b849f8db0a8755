from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from duixian.authorities.access import log_access
from duixian.casework import corrections, viewing
from duixian.casework.models import Correction
from duixian.registry.store.models import Fact
from tests.casework.office import Office, certificate, id_number
from tests.portal.conftest import Known, Person

PDF = b"%PDF-1.4\n% a certificate\n"


def fact(table: str = "技能证书", key: str = "Z1") -> Fact:
    return Fact.objects.get(table=table, key=key, superseded_at__isnull=True)


def test_everything_known_stands_there_with_its_source(zhang: Person) -> None:
    page = zhang.get("/my/data/")
    assert "Z1" in page
    assert "来源：登记" in page
    assert id_number(1) not in page
    assert "6222020000000000011" not in page
    assert "0011" in page


def test_nothing_about_others_stands_there(office: Office, zhang: Person) -> None:
    office.person(2, "李四")
    office.certificate("证书二", 2)
    page = zhang.get("/my/data/")
    assert "李四" not in page
    assert "证书二" not in page


def test_a_fact_is_questioned_and_corrected(office: Office, zhang: Person) -> None:
    given = {"cell|技能等级": "技师", "words": "证书上是技师", "file": SimpleUploadedFile("证书.pdf", PDF)}
    zhang.post(f"/my/data/{fact().pk}/correct/", **given)
    row = Correction.objects.get()
    assert corrections.changes_of(row) == {"技能等级": "技师"}
    assert row.evidence.get().name == "证书.pdf"
    assert "更正核实中" in zhang.get("/my/data/")
    corrections.accept(row, office.intake)
    assert fact().cells["技能等级"] == "技师"


def test_a_request_that_changes_nothing_is_told_so_and_keeps_the_words(zhang: Person) -> None:
    response = zhang.client.post(f"/my/data/{fact().pk}/correct/", {"words": "不太对"})
    assert response.status_code == 422
    assert "没有改动任何一项" in response.content.decode()
    assert "不太对" in response.content.decode()


def test_a_record_that_is_not_mine_is_questioned_whole(zhang: Person) -> None:
    zhang.post(f"/my/data/{fact().pk}/correct/", words="不是我的证书", **{"not-mine": "on"})
    assert corrections.changes_of(Correction.objects.get()) == {}


def test_nobody_questions_a_fact_about_others(zhang: Person, known: Known) -> None:
    other = known(2, "李四")
    assert other.client.get(f"/my/data/{fact().pk}/correct/").status_code == 404
    assert other.client.post(f"/my/data/{fact().pk}/correct/", {"words": "x"}).status_code == 404


def test_who_looked_stands_in_the_log_by_duty(office: Office, zhang: Person) -> None:
    case = office.claim(1, certificate("Z9", 1))
    viewing.claimed(case, office.intake)
    page = zhang.get("/my/data/looks/")
    assert "受理" in page
    assert office.intake.name not in page


def test_looks_at_others_do_not_stand_in_my_log(office: Office, zhang: Person) -> None:
    office.person(2, "李四")
    case = office.claim(2, certificate("Z2", 2))
    viewing.claimed(case, office.intake)
    log_access(office.first, "view", "人员", "idn-somebody-else", authority=office.authority)
    assert "还没有人看过" in zhang.get("/my/data/looks/")

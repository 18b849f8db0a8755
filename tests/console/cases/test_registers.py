from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duixian.authorities.models import AccessLog
from duixian.console.intake import uploads
from duixian.console.merging.search import last, search
from duixian.registry.store import facts
from duixian.registry.store.models import Alias, Fact
from tests.casework.office import Office, id_number
from tests.console.cases.conftest import Enter


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> None:
    """What pages leave in the data folder goes with the test."""
    settings.DUIXIAN_DATA = tmp_path


def test_a_person_is_found_by_number_and_the_number_stands_in_no_address(
    office: Office, enter: Enter
) -> None:
    office.person(1, "张三")
    client = enter(office.first)
    answer = client.post(reverse("console:registers"), {"table": "人员", "key": id_number(1)})
    assert id_number(1) not in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "张三" in page
    assert id_number(1) not in page


def test_a_number_is_shown_only_by_a_look_that_is_written_down(office: Office, enter: Enter) -> None:
    office.person(1, "张三")
    fact = Fact.objects.get(table="人员")
    answer = enter(office.first).post(reverse("console:fact-reveal", args=[fact.pk]))
    assert id_number(1) in answer.content.decode()
    assert AccessLog.objects.filter(account=office.first, action="reveal").count() == 1


def test_a_correction_keeps_what_stood_before(office: Office, enter: Enter) -> None:
    office.person(1, "张三")
    office.certificate("Z1", 1)
    fact = Fact.objects.get(table="技能证书")
    said = {"cell-技能等级": "技师", "was-技能等级": "高级工", "source": "省厅来函"}
    client = enter(office.first)
    answer = client.post(reverse("console:fact-correct", args=[fact.pk]), said)
    page = client.get(answer["Location"]).content.decode()
    assert "<del>高级工</del>" in page
    assert "省厅来函" in page
    assert [one.cells["技能等级"] for one in facts.history(office.authority, "技能证书", "Z1")] == [
        "高级工",
        "技师",
    ]


def test_two_that_look_alike_are_joined_and_taken_apart_again(office: Office, enter: Enter) -> None:
    office.employer("91330113123456788B", "某精密机械有限公司")
    office.employer("913301137654321041", "某精密机械有限公司")
    search(office.authority)
    (suspicion,) = last(office.authority).suspicions
    one, other = Fact.objects.filter(key__in=suspicion.keys).order_by("pk")
    client = enter(office.first)
    side_by_side = client.get(reverse("console:merging-pair", args=[one.pk, other.pk])).content.decode()
    assert "913301137654321041" in side_by_side
    client.post(
        reverse("console:merging-settle", args=[one.pk, other.pk]), {"kept": one.pk, "reason": "同一单位"}
    )
    alias = Alias.objects.get()
    assert (alias.kept, last(office.authority).suspicions) == (one.key, ())
    client.post(reverse("console:merging-undo", args=[alias.pk]))
    alias.refresh_from_db()
    assert alias.undone_at is not None


def test_an_import_is_tried_first_and_names_the_cell_that_cannot_be_read(
    office: Office, enter: Enter
) -> None:
    office.person(1, "张三")
    rows = f"证书编号,身份证号,技能等级,发证日期\nZ1,{id_number(1)},高级工,2026-06-01\nZ2,{id_number(1)},大师傅,2026-06-01\n"
    client = enter(office.first)
    file = SimpleUploadedFile("技能证书.csv", rows.encode())
    where = client.post(reverse("console:imports"), {"files": file})["Location"]
    name = where.rstrip("/").split("/")[-1]
    uploads.carry_out(name)
    assert not Fact.objects.filter(table="技能证书").exists()
    assert client.get(reverse("console:import-rejects", args=[name])).status_code == 200
    client.post(reverse("console:import-take-in", args=[name]))
    uploads.carry_out(name)
    assert Fact.objects.get(table="技能证书").key == "Z1"

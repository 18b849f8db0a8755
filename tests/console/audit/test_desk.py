"""The audit desk: whatever is in hand is found, made again, compared, verified, and the looking is written down."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast
from zipfile import ZipFile

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client

from duixian.authorities.duties import Role
from duixian.authorities.models import AccessLog, Authority
from duixian.casework import steps
from duixian.casework.models import Case
from duixian.console.audit.differing import fields
from duixian.decisions.store.auditing import faults_of
from duixian.decisions.store.models import Decision
from tests.casework.office import Office, certificate, id_number
from tests.console.cases.conftest import Enter

HOME = "/office/audit/"


@pytest.fixture
def auditor(office: Office, enter: Enter) -> Client:
    """An auditor, and one claim that was granted."""
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1))
    for officer in (office.intake, office.first, office.second):
        case = steps.pass_(case, officer)
    return enter(office.by(Role.AUDITOR))


def told(client: Client, path: str) -> str:
    """What a page tells while the work is done."""
    answer = cast(StreamingHttpResponse, client.post(path))
    return b"".join(cast(Iterable[bytes], answer.streaming_content)).decode()


@pytest.mark.parametrize("words", ["number", "person", "name", "place", "hash"])
def test_a_case_is_found_by_whatever_is_in_hand(auditor: Client, words: str) -> None:
    case = Case.objects.select_related("decision").get()
    assert case.decision is not None
    asked = {
        "number": case.number,
        "person": id_number(1),
        "name": "张三",
        "place": f"#{case.decision.place}",
        "hash": case.decision.sha256[:16],
    }[words]
    page = auditor.get(HOME, {"q": asked}).content.decode()
    wanted = case.number if words in ("number", "person", "name") else f"#{case.decision.place}"
    assert wanted in page
    assert "没有找到" not in page


def test_a_person_s_number_that_was_searched_for_stands_in_no_log(auditor: Client) -> None:
    auditor.get(HOME, {"q": id_number(1)})
    assert not AccessLog.objects.filter(key__contains=id_number(1)).exists()
    assert AccessLog.objects.filter(table="audit", fields=["search"]).exists()


def test_a_decision_is_made_again_to_the_same_bytes_and_the_page_says_so(auditor: Client) -> None:
    place = Decision.objects.latest("place").place
    page = told(auditor, f"{HOME}decisions/{place}/replay/")
    assert "逐字节相同" in page
    assert AccessLog.objects.filter(key=str(place), fields=["replay"]).exists()


def test_both_chains_are_verified_and_an_altered_row_is_named(auditor: Client) -> None:
    assert "决定链完整" in told(auditor, f"{HOME}chains/verify/")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE decisions_decision DISABLE TRIGGER USER")
        cursor.execute("UPDATE decisions_decision SET payable_fen = payable_fen + 1 WHERE place = 1")
        cursor.execute("ALTER TABLE decisions_decision ENABLE TRIGGER USER")
    page = told(auditor, f"{HOME}chains/verify/")
    assert "内容被改动" in page
    assert "账簿完整" in page


def test_two_decisions_are_compared_field_by_field_without_anybody_s_number(auditor: Client) -> None:
    page = auditor.get(f"{HOME}compare/", {"a": "1", "b": "1", "all": "1"}).content.decode()
    assert "0 项不同" in page
    assert id_number(1) not in page


def test_fields_of_two_documents_are_matched_by_their_names() -> None:
    left = {"conditions": [{"name": {"zh": "甲", "en": "a"}, "truth": True}], "amount": 1}
    right = {"conditions": [{"name": {"zh": "甲", "en": "a"}, "truth": False}], "amount": 1}
    assert [one.path for one in fields(left, right) if one.differs] == ["conditions[甲].truth"]


def test_the_access_log_is_searched_and_taken_away(auditor: Client) -> None:
    auditor.get(f"{HOME}decisions/1/")
    page = auditor.get(f"{HOME}log/", {"what": "decisions.Decision", "action": "view"}).content.decode()
    assert "decisions.Decision" in page
    assert auditor.get(f"{HOME}log/sheet/").content.startswith(b"PK")


def test_an_export_is_made_told_and_taken(auditor: Client, tmp_path: Path) -> None:
    page = told(auditor, f"{HOME}exports/make/")
    assert "0 项不同" in page
    (name,) = set(re.findall(r"/office/audit/exports/(\d{8}-\d{6})/", page))
    answer = cast(StreamingHttpResponse, auditor.get(f"{HOME}exports/{name}/"))
    assert b"".join(cast(Iterable[bytes], answer.streaming_content)).startswith(b"PK")
    assert auditor.get(f"{HOME}exports/../../key/").status_code == 404


def test_who_is_no_auditor_finds_no_audit_desk(auditor: Client, office: Office, enter: Enter) -> None:
    assert enter(office.first).get(HOME).status_code == 403


@pytest.fixture
def city(auditor: Client, office: Office, enter: Enter) -> Client:
    """An auditor of the city above, who has chosen the district."""
    above = Authority.objects.create(code="330100", name="某市人力社保局")
    Authority.objects.filter(pk=office.authority.pk).update(parent=above)
    client = enter(office.officer(Role.AUDITOR, above))
    client.post("/office/authority/", {"authority": office.authority.pk})
    return client


def exported(client: Client, place: Path) -> dict[str, str]:
    """The files of a fresh export."""
    (name,) = set(re.findall(r"/office/audit/exports/(\d{8}-\d{6})/", told(client, f"{HOME}exports/make/")))
    answer = cast(StreamingHttpResponse, client.get(f"{HOME}exports/{name}/"))
    archive = ZipFile(io.BytesIO(b"".join(cast(Iterable[bytes], answer.streaming_content))))
    archive.extractall(place)
    return {one: archive.read(one).decode() for one in archive.namelist() if "." in one}


def test_the_city_s_auditor_takes_a_district_s_decisions_away_masked_and_provable(
    city: Client, auditor: Client, tmp_path: Path
) -> None:
    masked, whole = exported(city, tmp_path / "city"), exported(auditor, tmp_path / "own")
    assert id_number(1) in whole["documents.jsonl"]
    assert id_number(1) not in masked["documents.jsonl"]
    assert id_number(1)[-4:] in masked["documents.jsonl"]
    assert json.loads(masked["manifest.json"])["masked"] is True
    assert faults_of(tmp_path / "city") == []
    rows = [json.loads(files["decisions.jsonl"].splitlines()[0]) for files in (masked, whole)]
    assert rows[0]["document_sha256"] == rows[1]["document_sha256"]


def test_what_the_city_s_auditor_does_in_a_district_is_logged_at_both(
    city: Client, office: Office, tmp_path: Path
) -> None:
    exported(city, tmp_path)
    city.get(HOME, {"q": "张三"})
    for action in ("export", "view"):
        places = AccessLog.objects.filter(action=action, account__appointments__authority__code="330100")
        assert set(places.values_list("authority__code", flat=True)) >= {"330100", office.authority.code}


def test_the_city_s_auditor_finds_replays_and_compares_in_the_district(city: Client) -> None:
    place = Decision.objects.order_by("place")[0].place
    assert f"#{place}" in city.get(HOME, {"q": "张三"}).content.decode()
    assert "逐字节相同" in told(city, f"{HOME}decisions/{place}/replay/")
    assert city.get(f"{HOME}compare/", {"a": place, "b": place}).status_code == 200


def test_an_auditor_of_a_district_takes_nothing_of_the_city_away(auditor: Client, city: Client) -> None:
    above = Authority.objects.get(code="330100")
    auditor.post("/office/authority/", {"authority": above.pk})
    assert "330100" not in auditor.get(f"{HOME}exports/").content.decode()

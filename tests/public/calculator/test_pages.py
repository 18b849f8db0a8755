"""The calculator's pages: without an account, without JavaScript, and without anything kept."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework.office import CERTIFICATE, Office
from tests.public.pages import text_of

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "/calculator/"
TOLD = {"certificate.1.level": "高级工", "certificate.1.issued_on": "2026-06-01"}
START = {"who": "person", "things": "certificate"}


def test_whose_and_about_what_are_asked_first(office: Office, client: Client) -> None:
    page = client.get(PLACE).content
    assert "为谁测算，因为什么事？" in text_of(page)
    assert CERTIFICATE in text_of(page)
    assert 'value="person/certificate"' in page.decode()


def test_who_and_about_what_is_one_answer(office: Office, client: Client) -> None:
    answer = client.get(PLACE, {"q": "start", "a": "person/certificate"})
    assert dict(parse_qsl(urlsplit(answer["Location"]).query)) == START
    several = client.get(PLACE, {"who": "person", "q": "things", "a": ["certificate"]})
    assert dict(parse_qsl(urlsplit(several["Location"]).query)) == START


def test_an_answer_goes_into_the_address_and_nowhere_else(office: Office, client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(PLACE, {**START, "q": "certificate.1.level", "a": "高级工"})
    assert answer.status_code == 302
    assert dict(parse_qsl(urlsplit(answer["Location"]).query)) == {**START, "certificate.1.level": "高级工"}
    assert not [query for query in asked.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert not Session.objects.exists()


def test_the_result_names_the_amount_the_reasons_and_the_papers(office: Office, client: Client) -> None:
    page = text_of(client.get(PLACE, {**START, **TOLD, "n.prior_payment": "0"}).content)
    assert "一共可得 1,200元" in page
    assert "高级工及以上证书" in page
    assert "要带什么" in page


def test_a_measure_in_the_address_says_who_and_about_what(office: Office, client: Client) -> None:
    page = text_of(client.get(PLACE, {"measure": CERTIFICATE}).content)
    assert "技能等级是哪一个？" in page


def test_an_answer_that_cannot_be_read_is_asked_for_again(office: Office, client: Client) -> None:
    level = {**START, "certificate.1.level": "高级工"}
    page = client.get(PLACE, {**level, "q": "certificate.1.issued_on", "a": "昨天"})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()


def test_an_address_changed_by_hand_is_no_error(office: Office, client: Client) -> None:
    strange = {
        "who": "person",
        "things": "certificate",
        "certificate.1.level": "宗师",
        "n.certificate": "99999",
        "is~x": "1",
    }
    assert client.get(PLACE, strange).status_code == 200
    assert client.get(PLACE, {"who": "nobody"}).status_code == 200
    assert client.get(PLACE, {**START, "certificate.7.level": "高级工"}).status_code == 200


def test_not_knowing_is_an_answer(office: Office, client: Client) -> None:
    unknown = {**START, "certificate.1.level": "?", "certificate.1.issued_on": "?"}
    page = text_of(client.get(PLACE, unknown).content)
    assert "还不能确定" in page
    assert "还缺什么" in page


def test_a_claim_too_late_is_refused_with_the_words_of_the_clause(office: Office, client: Client) -> None:
    late = {**START, "certificate.1.level": "高级工", "certificate.1.issued_on": "2025-02-01"}
    page = client.get(PLACE, late).content.decode()
    assert "现在没有符合的项目" in page
    assert "<mark>" in page


def test_the_pages_are_there_in_english(office: Office, client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = text_of(client.get(PLACE, {**START, **TOLD, "n.prior_payment": "0"}).content)
    assert "In all you can have CNY 1,200" in page

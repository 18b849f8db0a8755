from __future__ import annotations

import json

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from duixian.api import problem
from duixian.api.scopes import Scope
from duixian.api.speaking import preferred
from duixian.design.statuses import status_of
from duixian.values.bilingual import DuixianError, Text
from tests.api.conftest import Programs
from tests.api.programs import json_of


class RefusedByClause(DuixianError):
    clause = "第三条"


def request_in(language: str) -> HttpRequest:
    return RequestFactory().get("/", headers={"Accept-Language": language})


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "zh"), ("en", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("fr, en;q=0.1", "en"), ("en;q=x", "zh")],
)
def test_the_language_is_the_one_asked_for_with_the_greatest_weight(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(("language", "words"), [("zh", "不行"), ("en", "no")])
def test_an_error_says_what_where_which_clause_and_what_next(language: str, words: str) -> None:
    error = RefusedByClause("not-so", Text("不行", "no"), where="录用", remedy=Text("改", "mend"))
    answer = problem.of_duixian(request_in(language), error)
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert told["detail"] == words
    assert (told["code"], told["where"], told["clause"]) == ("not-so", "录用", "第三条")
    assert told["remedy"]


def test_what_the_domain_refuses_is_422_unless_it_has_a_number_of_its_own() -> None:
    assert status_of(RefusedByClause("not-so", Text("不行", "no"))) == 422


@pytest.mark.django_db
def test_a_call_without_a_token_is_told_how_to_bring_one() -> None:
    answer = Client().get("/api/v1/webhooks")
    told = json.loads(answer.content)
    assert answer.status_code == 401
    assert "Bearer" in answer["WWW-Authenticate"]
    assert "Bearer" in told["remedy"]


@pytest.mark.django_db
def test_each_fault_of_a_body_is_told_with_its_place_and_without_what_was_sent(program: Programs) -> None:
    body = {"url": "", "events": ["甲"], "秘密": "330113"}
    told = json_of(program(Scope.WEBHOOKS).post("/webhooks", body), 422)
    assert [fault["where"] for fault in told["errors"]] == [
        "body.body.url",
        "body.body.events.0",
        "body.body.秘密",
    ]
    assert "330113" not in str(told)


@pytest.mark.django_db
def test_a_body_that_is_no_json_is_a_problem_too(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    answer = caller.client.post(
        "/api/v1/webhooks",
        b"\xff{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {caller.text}"},
    )
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"

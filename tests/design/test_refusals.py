"""What a person is told when something cannot be done: what, where, what to do, in the page's language."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Authority, Role
from duixian.casework.errors import CaseMoved
from duixian.design import refusals
from duixian.values.bilingual import DuixianError, Text

MOVED = CaseMoved(
    "case-moved", Text("别人已经办了。", "Somebody else did it."), "案件 7", Text("请刷新。", "Reload.")
)


def answered(error: Exception, path: str = "/office/", **headers: str) -> HttpResponse | None:
    request = RequestFactory().get(path, headers=headers)
    return refusals.Refusals(lambda asked: HttpResponse()).process_exception(request, error)


def words(error: DuixianError, **headers: str) -> str:
    answer = answered(error, **headers)
    assert answer is not None
    return answer.content.decode()


@pytest.mark.django_db
def test_a_refusal_says_what_where_and_what_to_do() -> None:
    shown = words(MOVED)
    for part in ("别人已经办了。", "案件 7", "请刷新。", "case-moved"):
        assert part in shown


@pytest.mark.django_db
def test_a_refusal_speaks_the_language_of_the_page() -> None:
    with translation.override("en"):
        shown = words(MOVED)
    assert "Somebody else did it." in shown
    assert "What to do" in shown


@pytest.mark.django_db
def test_a_part_of_a_page_gets_its_words_in_the_place_kept_for_them() -> None:
    answer = answered(MOVED, **{"HX-Request": "true"})
    assert answer is not None
    assert answer["HX-Retarget"] == "#refusal"
    assert "<html" not in answer.content.decode()


@pytest.mark.django_db
def test_the_number_tells_programs_the_kind(authority: Authority) -> None:
    refused = RoleRefused(Account(username="a"), authority, [Role.FIRST_CHECK])
    other = DuixianError("x", Text("一", "one"))
    codes = [getattr(answered(error), "status_code", None) for error in (MOVED, refused, other)]
    assert codes == [409, 403, 422]


def test_any_other_error_is_not_swallowed() -> None:
    assert answered(ValueError("x")) is None


@pytest.mark.django_db
def test_each_of_several_faults_is_told() -> None:
    error = DuixianError("many", Text("两处有误。", "Two faults."))
    error.faults = [DuixianError("a", Text("缺姓名。", "No name."), "第 3 行")]  # type: ignore[attr-defined]
    shown = words(error)
    assert "第 3 行" in shown
    assert "缺姓名。" in shown


@pytest.mark.django_db
def test_the_way_back_is_the_page_before_when_it_is_ours() -> None:
    assert 'href="http://testserver/office/cases/"' in words(MOVED, referer="http://testserver/office/cases/")
    assert "evil" not in words(MOVED, referer="https://evil.example/")


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("zh-hans", "没有这个页面"), ("en", "There is no such page")])
def test_an_address_that_stands_for_nothing_is_told_in_words(
    client: Client, language: str, said: str
) -> None:
    answer = client.get("/nothing/here/", headers={"accept-language": language})
    assert answer.status_code == 404
    assert said in answer.content.decode()


@pytest.mark.django_db
def test_an_expired_form_says_so() -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/design/", {"name": "x"})
    assert answer.status_code == 403
    assert "页面已经过期" in answer.content.decode()


def test_our_own_fault_is_told_without_the_database() -> None:
    from duixian.design.failures import broken

    answer = broken(HttpRequest())
    assert answer.status_code == 500
    assert "已办的事项不受影响" in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_is_not_ours_is_refused_and_no_fault_of_ours() -> None:
    assert Client(headers={"Host": "evil.example"}).get("/").status_code == 400

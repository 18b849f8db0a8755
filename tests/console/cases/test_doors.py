from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from tests.casework.office import Office
from tests.console.cases.claims import claimed
from tests.console.cases.conftest import Enter


def test_who_has_not_signed_in_is_sent_to_do_so(client: Client, db: None) -> None:
    answer = client.get(reverse("console:home"))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_who_holds_no_office_is_told_so_in_words(office: Office, enter: Enter) -> None:
    answer = enter(office.account_of(1)).get(reverse("console:home"))
    assert answer.status_code == 403
    assert "不是任何部门的工作人员" in answer.content.decode()


def test_a_page_of_another_role_is_refused_with_the_roles_it_takes(office: Office, enter: Enter) -> None:
    answer = enter(office.intake).get(reverse("console:staff"))
    assert answer.status_code == 403
    assert "系统管理" in answer.content.decode()


def test_a_case_of_another_authority_is_not_there(
    office: Office, enter: Enter, officer: Callable[..., Account], other_authority: Authority
) -> None:
    case = claimed(office)
    stranger = enter(officer(Role.INTAKE, at=other_authority))
    assert stranger.get(reverse("console:case", args=[case.number])).status_code == 404
    act = reverse("console:act", args=[case.number, "pass"])
    assert stranger.post(act, {"revision": case.revision}).status_code == 404


def test_an_administrator_reads_no_cases(office: Office, enter: Enter) -> None:
    case = claimed(office)
    admin = enter(office.by(Role.ADMIN))
    assert admin.get(reverse("console:case", args=[case.number])).status_code == 403


def views_of_the_console() -> list[object]:
    resolver = next(
        one
        for one in get_resolver().url_patterns
        if isinstance(one, URLResolver) and one.namespace == "console"
    )
    found: list[object] = []
    waiting = [resolver]
    while waiting:
        for one in waiting.pop().url_patterns:
            if isinstance(one, URLResolver):
                waiting.append(one)
            else:
                found.append(one.callback)
    return found


@pytest.mark.parametrize(
    "view", views_of_the_console(), ids=lambda view: f"{view.__module__}.{view.__name__}"
)
def test_every_view_of_the_console_stands_behind_the_door(view: object) -> None:
    while view is not None and not hasattr(view, "roles"):
        view = getattr(view, "__wrapped__", None)
    assert view is not None

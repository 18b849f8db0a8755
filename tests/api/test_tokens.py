from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from duixian.api import tokens
from duixian.api.models import ApiToken
from duixian.api.scopes import Scope
from duixian.authorities import clock
from duixian.authorities.appointing import dismiss
from duixian.authorities.duties import Role
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Appointment, Authority
from tests.api.conftest import Programs
from tests.api.programs import json_of

pytestmark = pytest.mark.django_db
Officer = Callable[..., Account]


def test_the_text_of_a_token_is_nowhere_in_the_database(authority: Authority, officer: Officer) -> None:
    token, text = tokens.issue(authority, officer(Role.INTAKE), "对接", [Scope.CHECK])
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert all(text not in str(value) for value in row.values())
    assert tokens.known(text) == token


def test_a_token_lets_pass_what_its_scope_names(program: Programs) -> None:
    assert json_of(program(Scope.WEBHOOKS).get("/webhooks")) == {"items": [], "next": None}


def test_a_token_without_the_scope_is_refused_by_name(program: Programs) -> None:
    problem = json_of(program(Scope.CHECK).get("/webhooks"), 403)
    assert problem["code"] == "scope-missing"
    assert "webhooks" in problem["detail"]


def test_a_revoked_token_is_refused_at_once(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    tokens.revoke(caller.token)
    assert json_of(caller.get("/webhooks"), 401)["code"] == "token-revoked"


def test_a_token_ends_on_its_day(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    with clock.at(clock.now() + timedelta(days=tokens.USUAL_DAYS, seconds=-1)):
        json_of(caller.get("/webhooks"))
    with clock.at(clock.now() + timedelta(days=tokens.USUAL_DAYS, seconds=1)):
        assert json_of(caller.get("/webhooks"), 401)["code"] == "token-expired"


def test_the_tokens_of_somebody_who_holds_no_role_any_more_are_dead(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    dismiss(Appointment.objects.get(account=caller.token.account))
    assert json_of(caller.get("/webhooks"), 403)["code"] == "role-refused"


def test_nobody_makes_a_token_for_an_office_he_does_not_hold(
    other_authority: Authority, officer: Officer
) -> None:
    with pytest.raises(RoleRefused):
        tokens.issue(other_authority, officer(Role.INTAKE), "对接", [Scope.CHECK])


def test_the_command_makes_lists_and_revokes_a_token(authority: Authority, officer: Officer) -> None:
    account = officer(Role.INTAKE)
    text, said = StringIO(), StringIO()
    call_command(
        "api_token", "new", authority.code, account.username, "对接", "check", stdout=text, stderr=said
    )
    token = tokens.known(text.getvalue().strip())
    call_command("api_token", "revoke", str(token.pk), stdout=said)
    call_command("api_token", "list", stdout=said)
    assert "revoked" in said.getvalue().splitlines()[-1]

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from duixian.authorities.models import Account, Role
from tests.service import Officer
from tests.signin.conftest import PASSWORD

LOGIN, ACTIVATE = "/accounts/login/", "/accounts/2fa/totp/activate/"


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def set_up(client: Client, account: Account) -> str:
    """Signs in by password and turns the app on; its secret."""
    client.post(LOGIN, {"login": account.username, "password": PASSWORD})
    secret: str = client.get(ACTIVATE).context["form"].secret
    client.post(ACTIVATE, {"code": code_of(secret)})
    return secret


def arrive(client: Client, account: Account) -> Any:
    client.post("/accounts/logout/")
    return client.post(LOGIN, {"login": account.username, "password": PASSWORD})


def test_with_the_app_turned_on_the_password_alone_lets_nobody_in(client: Client, account: Account) -> None:
    secret = set_up(client, account)
    assert arrive(client, account)["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "验证码不正确" in wrong.content.decode()
    Authenticator.objects.get(type="totp")
    client.session.flush()
    assert secret


def test_a_recovery_code_stands_in_for_the_app_once(client: Client, account: Account) -> None:
    set_up(client, account)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    arrive(client, account)
    assert client.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/my/"
    arrive(client, account)
    again = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert "验证码不正确" in again.content.decode()


def test_the_secret_of_the_app_is_sealed(client: Client, account: Account) -> None:
    secret = set_up(client, account)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


@pytest.fixture
def clerk(officer: Officer) -> Account:
    made = officer(Role.INTAKE)
    made.set_password(PASSWORD)
    made.save()
    return made


def test_an_officer_without_a_second_factor_is_led_to_set_one_up(
    client: Client, clerk: Account, settings: Any
) -> None:
    settings.DUIXIAN_SECOND_FACTOR = True
    client.force_login(clerk)
    answer = client.get("/office/")
    assert answer["Location"] == "/accounts/second-factor/"
    assert "手机验证应用" in client.get(answer["Location"]).content.decode()


def test_where_none_is_demanded_the_desk_is_open(client: Client, clerk: Account) -> None:
    client.force_login(clerk)
    assert client.get("/office/").status_code == 200


def test_an_officer_with_one_works_and_cannot_give_up_the_last(
    client: Client, clerk: Account, settings: Any
) -> None:
    settings.DUIXIAN_SECOND_FACTOR = True
    set_up(client, clerk)
    assert client.get("/office/").status_code == 200
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert "必须保留一种" in answer.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_whoever_is_no_officer_is_not_asked(client: Client, account: Account, settings: Any) -> None:
    settings.DUIXIAN_SECOND_FACTOR = True
    client.force_login(account)
    assert "second-factor" not in client.get("/my/").headers.get("Location", "")

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from duixian.authorities.models import Account, Role
from tests.service import Officer
from tests.signin.conftest import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(client: Client, username: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": username, "password": password})


def test_a_person_goes_to_what_is_due(client: Client, account: Account) -> None:
    assert sign_in(client, "shen")["Location"] == "/my/"


def test_an_officer_goes_to_the_desk(client: Client, officer: Officer) -> None:
    clerk = officer(Role.INTAKE)
    clerk.set_password(PASSWORD)
    clerk.save()
    assert sign_in(client, clerk.username)["Location"] == "/office/"


def test_whoever_wanted_a_page_gets_there(client: Client, account: Account) -> None:
    answer = client.post(LOGIN + "?next=/my/cases/", {"login": "shen", "password": PASSWORD})
    assert answer["Location"] == "/my/cases/"


def test_nobody_is_led_to_another_site(client: Client, account: Account) -> None:
    answer = client.post(LOGIN + "?next=https://example.org/", {"login": "shen", "password": PASSWORD})
    assert answer["Location"] == "/my/"


def test_a_wrong_password_says_so_without_saying_which_part_is_wrong(
    client: Client, account: Account
) -> None:
    wrong = sign_in(client, "shen", "x").content.decode()
    stranger = sign_in(client, "nobody", "x").content.decode()
    assert "用户名或密码不正确" in wrong
    assert "用户名或密码不正确" in stranger


def test_after_five_wrong_passwords_the_door_is_shut_and_says_for_how_long(
    client: Client, account: Account
) -> None:
    answers = [sign_in(client, "shen", "x") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "请等 15 分钟再试" in answers[-1].content.decode()
    assert sign_in(client, "shen").status_code == 429


def test_the_shut_door_of_one_is_open_to_others(client: Client, account: Account) -> None:
    for _ in range(5):
        sign_in(client, "somebody", "x")
    assert sign_in(client, "shen")["Location"] == "/my/"


def test_nobody_signs_up_at_the_door(client: Client) -> None:
    said = {"username": "new", "password1": PASSWORD, "password2": PASSWORD, "email": "a@example.org"}
    client.post("/accounts/signup/", said)
    assert not Account.objects.exists()
    assert "这里不用注册" in client.get("/accounts/signup/").content.decode()


def test_signing_out_is_asked_for_and_done(client: Client, account: Account) -> None:
    client.force_login(account)
    assert "退出" in client.get("/accounts/logout/").content.decode()
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(
    client: Client, account: Account, mailoutbox: list[Any]
) -> None:
    account.email = "shen@example.org"
    account.save()
    client.post("/accounts/password/reset/", {"email": "shen@example.org"})
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True)
    said = {"password1": "another-pass-77", "password2": "another-pass-77"}
    client.post(form.request["PATH_INFO"], said)
    account.refresh_from_db()
    assert account.check_password("another-pass-77")


def test_whether_an_address_is_known_is_told_to_nobody(client: Client, mailoutbox: list[Any]) -> None:
    answer = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "请查收邮件" in answer.content.decode()
    assert mailoutbox == []


def test_the_account_page_keeps_contacts_and_shows_the_last_sign_ins(
    client: Client, account: Account
) -> None:
    sign_in(client, "shen")
    client.post("/accounts/", {"email": "shen@example.org", "phone": "13800000000"})
    page = client.get("/accounts/").content.decode()
    account.refresh_from_db()
    assert (account.email, account.phone) == ("shen@example.org", "13800000000")
    assert "127.0.0.1" in page


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> None:
    line = {"username": "shen", "name": "沈某", "role": "person", "password": PASSWORD, "key": "worker_due"}
    see = {"see": {"zh": "有一笔可领", "en": "Something is due"}}
    (tmp_path / "demo-accounts.json").write_text(json.dumps([{**line, **see}]), encoding="utf-8")
    settings.DUIXIAN_DATA, settings.DUIXIAN_DEMO = tmp_path, True


@pytest.mark.usefixtures("demo")
def test_a_demo_shows_its_accounts_and_fills_in_the_one_that_is_chosen(client: Client) -> None:
    assert "有一笔可领" in client.get(LOGIN).content.decode()
    chosen = client.get(LOGIN + "?demo=shen").content.decode()
    assert f'value="{PASSWORD}"' in chosen
    assert 'value="shen"' in chosen


@pytest.mark.usefixtures("demo")
def test_what_is_no_demo_shows_no_account_even_with_the_file(client: Client, settings: Any) -> None:
    settings.DUIXIAN_DEMO = False
    page = client.get(LOGIN + "?demo=shen").content.decode()
    assert PASSWORD not in page
    assert "有一笔可领" not in page

"""The province's identity, against a provider on a real port."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from duixian.authorities import sealing
from duixian.authorities.models import Account
from duixian.registry.store.kinds import ID_NUMBER
from tests.casework.office import id_number
from tests.signin.provider import Provider

NUMBER = id_number(7)
INDEX_KIND = ID_NUMBER


def come(client: Client, provider: Provider, **claims: str) -> Any:
    """Somebody presses the button, and the provider vouches with these claims."""
    provider.person = {"sub": "p-1", "name": "沈玲琳", **claims}
    away = client.post("/accounts/oidc/province/login/")
    back = requests.get(away["Location"], allow_redirects=False, timeout=5)
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def signed_in(client: Client) -> Account | None:
    return Account.objects.filter(pk=client.session.get("_auth_user_id") or 0).first()


def test_a_person_who_comes_for_the_first_time_gets_an_account_bound_to_the_number(
    client: Client, provider: Provider
) -> None:
    answer = come(client, provider, id_number=NUMBER)
    account = signed_in(client)
    assert account is not None
    assert account.person_index == sealing.index(INDEX_KIND, NUMBER)
    assert (account.name, account.has_usable_password()) == ("沈玲琳", False)
    assert answer["Location"] == "/my/"


def test_a_person_who_comes_again_is_the_same_account(client: Client, provider: Provider) -> None:
    come(client, provider, id_number=NUMBER)
    first = signed_in(client)
    client.logout()
    come(client, provider, id_number=NUMBER)
    assert signed_in(client) == first
    assert Account.objects.count() == 1


def test_an_account_that_stands_for_the_number_already_is_the_one_that_signs_in(
    client: Client, provider: Provider
) -> None:
    held = Account.objects.create(username="held", person_index=sealing.index(INDEX_KIND, NUMBER))
    come(client, provider, id_number=NUMBER)
    assert signed_in(client) == held


def test_the_number_is_stored_nowhere(client: Client, provider: Provider) -> None:
    come(client, provider, id_number=NUMBER)
    client.logout()
    come(client, provider, id_number=NUMBER)
    kept = SocialAccount.objects.get()
    assert NUMBER not in str(kept.extra_data) + str(dict(client.session.items()))
    assert not SocialToken.objects.exists()


def test_without_a_valid_number_nobody_gets_in(client: Client, provider: Provider) -> None:
    for claims in ({}, {"id_number": "330113199001010000"}):
        answer = come(client, provider, **claims)
        assert answer.status_code == 403
        assert "身份证号" in answer.content.decode()
    assert signed_in(client) is None
    assert not Account.objects.exists()


def test_an_identity_that_now_tells_another_number_is_refused(client: Client, provider: Provider) -> None:
    come(client, provider, id_number=NUMBER)
    client.logout()
    answer = come(client, provider, id_number=id_number(8))
    assert answer.status_code == 403
    assert signed_in(client) is None


def test_the_code_goes_with_the_verifier_of_its_challenge(client: Client, provider: Provider) -> None:
    come(client, provider, id_number=NUMBER)
    assert provider.asked[-1]["code_verifier"]


def test_a_code_that_was_never_asked_for_leads_to_a_page_that_says_what_to_do(
    client: Client, provider: Provider
) -> None:
    answer = client.get("/accounts/oidc/province/login/callback/?code=x&state=y")
    assert "统一身份认证没有成功" in answer.content.decode()


def test_the_button_is_there_only_where_a_provider_is(client: Client, provider: Provider) -> None:
    assert "用省统一身份认证登录" in client.get("/accounts/login/").content.decode()


def test_without_a_provider_there_is_no_button(client: Client) -> None:
    assert "统一身份认证登录</button>" not in client.get("/accounts/login/").content.decode()

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from duixian.authorities.models import Account
from tests.signin.provider import Provider, running

PASSWORD = "ni-hao-ma-2026"


@pytest.fixture
def client(db: None) -> Client:
    """A browser in Chinese."""
    return Client(headers={"accept-language": "zh-hans"})


@pytest.fixture
def account(db: None) -> Account:
    """Somebody with a password."""
    made = Account.objects.create(username="shen", name="沈某")
    made.set_password(PASSWORD)
    made.save()
    return made


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """A provider of identities on a port of its own, known to the service as the province's."""
    with running() as provider:
        app = {
            "provider_id": "province",
            "name": "省统一身份认证",
            "client_id": provider.client_id,
            "secret": provider.secret,
            "settings": {"server_url": provider.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app], "SCOPE": ["openid", "profile"], "OAUTH_PKCE_ENABLED": True}
        }
        yield provider

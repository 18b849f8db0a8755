"""An office with its policy, and a browser without a screen for each of its officers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from duixian.authorities.models import Account, Authority
from tests.casework.conftest import monday
from tests.casework.office import Office, opened

__all__ = ["monday"]

Enter = Callable[[Account], Client]
_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def office(monday: None, authority: Authority, officer: Callable[..., Account]) -> Office:
    """An office under the small policy, on that Monday."""
    return opened(authority, officer)


@pytest.fixture
def enter() -> Enter:
    """``enter(account)`` is a client signed in as somebody."""

    def entered(account: Account) -> Client:
        # A session as signing in leaves it: signing in itself asks for an address and a password's hash, slowly.
        client = Client()
        session = client.session
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = _BACKEND
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
        return client

    return entered

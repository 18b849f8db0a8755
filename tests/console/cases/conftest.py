"""An office with its policy, and a browser without a screen for each of its officers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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
        client = Client()
        client.force_login(account, backend=_BACKEND)
        return client

    return entered

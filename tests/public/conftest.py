"""The office of these tests: a small policy in force, on a Monday."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from tests.casework.office import Office, opened
from tests.public.pages import MONDAY


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is that Monday, and no page remembers another test's figures."""
    cache.clear()
    with clock.at(MONDAY):
        yield


@pytest.fixture
def office(monday: None, authority: Authority, officer: Callable[..., Account]) -> Office:
    """An office under the small policy."""
    return opened(authority, officer)

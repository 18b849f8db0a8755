"""The office of these tests, on a Monday before a long holiday."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from tests.casework.office import Office, opened

MONDAY = date(2026, 9, 28)
"""Three working days before the holiday of 2026-10-01 to 07; Saturday 2026-10-10 is worked."""


@pytest.fixture
def monday() -> Iterator[None]:
    """It is that Monday."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def office(monday: None, authority: Authority, officer: Callable[..., Account]) -> Office:
    """An office under the small policy."""
    return opened(authority, officer)

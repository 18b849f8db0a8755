"""Fixtures of the ledger's tests."""

from __future__ import annotations

import pytest

from duixian.authorities.models import Authority, Role
from duixian.ledger.models import Item
from tests.ledger.paying import Finance, opened
from tests.service import Officer


@pytest.fixture
def item(authority: Authority) -> Item:
    """An item with ten thousand yuan."""
    return opened(authority)


@pytest.fixture
def finance(officer: Officer) -> Finance:
    """A maker and a checker."""
    return Finance(officer(Role.FINANCE_MAKER), officer(Role.FINANCE_CHECKER))

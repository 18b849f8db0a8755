"""An office with its policy in force."""

from __future__ import annotations

import pytest

from duixian.authorities.models import Authority
from duixian.decisions.store.models import PolicyVersion
from tests.decisions.store import office
from tests.service import Officer


@pytest.fixture
def version(authority: Authority, officer: Officer) -> PolicyVersion:
    """The policy in force."""
    return office.published(authority, officer)

"""A district that selects craftsmen, with browsers without a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from duixian.authorities import clock
from duixian.authorities.models import Authority
from tests.casework.selection.panel import CLOSED, District, district
from tests.console.cases.conftest import enter
from tests.service import Officer

__all__ = ["enter"]

REVIEW = CLOSED.replace(day=18)


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    """A policy in force, craftsmen, a clerk and three reviewers."""
    return district(authority, officer)


@pytest.fixture
def review_day() -> Iterator[None]:
    """The day after the nominations."""
    with clock.at(REVIEW):
        yield

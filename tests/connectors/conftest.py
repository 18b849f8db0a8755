"""Fixtures of the connectors' tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from duixian.authorities.models import Role
from tests.ledger.paying import Finance
from tests.service import Officer


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test drops its files into a data folder of its own; the key stays where the run keeps it."""
    monkeypatch.setattr(settings, "DUIXIAN_DATA", tmp_path)
    return tmp_path


@pytest.fixture
def finance(officer: Officer) -> Finance:
    """A maker and a checker."""
    return Finance(officer(Role.FINANCE_MAKER), officer(Role.FINANCE_CHECKER))

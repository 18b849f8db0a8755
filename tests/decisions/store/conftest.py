"""An office with its policy in force and its registers read."""

from __future__ import annotations

from pathlib import Path

import pytest

from duixian.authorities.models import Authority
from duixian.decisions.store.models import PolicyVersion
from tests.decisions.store import office
from tests.service import Officer


@pytest.fixture
def version(authority: Authority, officer: Officer) -> PolicyVersion:
    """The policy in force."""
    return office.published(authority, officer)


@pytest.fixture
def registry(authority: Authority, version: PolicyVersion, tmp_path: Path) -> Path:
    """The registers, read; where they came from."""
    office.import_tables(authority, version, tmp_path / "registers", office.registers())
    return tmp_path / "registers"

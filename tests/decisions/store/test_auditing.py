"""What an auditor takes away, read again without the database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from duixian.authorities import clock
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import AccessLog, Account, Authority, Role
from duixian.decisions.store import auditing
from duixian.decisions.store.deciding import decide_case, decide_registry
from duixian.values.bilingual import DuixianError
from tests.casework.office import CERTIFICATE, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(authority: Authority, officer: Callable[..., Account]) -> Authority:
    """A run and a decision of its own."""
    office = opened(authority, officer)
    office.person(1, "王一")
    office.certificate("Z1", 1)
    decide_registry(authority, [office.version], clock.today())
    decide_case(authority, office.version, CERTIFICATE, [("技能证书", "Z1")], clock.today())
    return authority


def test_every_decision_is_exported_made_again_and_the_same(
    decided: Authority, officer: Callable[..., Account], tmp_path: Path
) -> None:
    made = auditing.export(decided, tmp_path / "out", officer(Role.AUDITOR))
    assert (made.decisions, made.replayed, made.holds) == (2, 2, True)
    assert auditing.faults_of(made.folder) == []
    assert AccessLog.objects.get().action == "export"


@pytest.mark.parametrize("name", [auditing.DOCUMENTS, auditing.DECISIONS, auditing.REPLAYS])
def test_an_export_that_was_altered_is_found_out(
    decided: Authority, officer: Callable[..., Account], tmp_path: Path, name: str
) -> None:
    file = auditing.export(decided, tmp_path / "out", officer(Role.AUDITOR)).folder / name
    file.write_text(file.read_text("utf-8").replace("1", "2", 1), "utf-8")
    assert name in auditing.faults_of(file.parent)


def test_only_an_auditor_takes_the_decisions_away_and_into_a_new_folder(
    decided: Authority, officer: Callable[..., Account], tmp_path: Path
) -> None:
    with pytest.raises(RoleRefused):
        auditing.export(decided, tmp_path / "out", officer(Role.INTAKE))
    with pytest.raises(DuixianError, match="文件夹"):
        auditing.export(decided, tmp_path, officer(Role.AUDITOR))

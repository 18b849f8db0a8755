"""Any decision is made again to the same bytes, whatever became known or was published since."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from duixian.authorities.models import Authority
from duixian.decisions.store import differences
from duixian.decisions.store.deciding import decide_case, decide_registry
from duixian.decisions.store.errors import DecidingRefused
from duixian.decisions.store.folders import run_folder
from duixian.decisions.store.lookup import files_of, of_run
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.replay import every, replay
from duixian.registry.store import facts
from tests.decisions.store import office

pytestmark = pytest.mark.django_db


def test_a_run_is_replayed_after_a_fact_was_corrected(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    facts.correct(authority, "录用", "H2", {"合同到期日": "2025-02-28"}, actor=None, source="更正")
    assert replay(run).same
    assert all(replay(decision).same for decision in run.decisions.all())
    assert decide_registry(authority, [version], office.DAY).inputs_hash != run.inputs_hash


def test_a_single_decision_is_replayed_after_a_fact_was_withdrawn(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    decided = decide_case(authority, version, None, [("录用", "H0")], office.DAY)
    facts.withdraw(authority, "技能证书", "C0", actor=None, source="撤销")
    replayed = [replay(decision) for decision in decided]
    assert [(r.same, r.sha256) for r in replayed] == [(True, d.document_sha256) for d in decided]


def test_a_run_whose_files_were_altered_still_replays_but_its_file_is_not_believed(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    file = files_of(run)[0]
    name = file.name_of(*next(file.cases()))
    file.path.write_bytes(files_of(run)[1].path.read_bytes())
    with pytest.raises(DecidingRefused):
        of_run(run, name)
    assert replay(run).same


def test_the_files_of_a_run_are_those_that_were_sealed(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    assert sorted(run.files) == ["hiring_award/引才奖励.parquet", "hiring_award/生活补贴.parquet"]
    for file in files_of(run):
        assert file.path.is_relative_to(run_folder(run.number))
        file.check()


def test_every_decision_of_an_authority_is_replayed(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    decide_registry(authority, [version], office.DAY)
    facts.correct(authority, "录用", "H2", {"合同到期日": "2025-02-28"}, actor=None, source="更正")
    decide_case(authority, version, None, [("录用", "H2")], office.DAY)
    differences.after(authority)
    found = list(every(authority))
    assert [replayed.same for _, replayed in found] == [True] * 4
    call_command("verify_decisions", "--replay", stdout=(said := StringIO()))
    assert said.getvalue().startswith("7 个决定")


def test_the_verifier_fails_where_a_decision_was_changed(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    decide_registry(authority, [version], office.DAY)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE decisions_decision SET payable_fen = 1 WHERE place = 2")
        cursor.execute("SET session_replication_role = origin")
    with pytest.raises(CommandError):
        call_command("verify_decisions", stdout=StringIO())

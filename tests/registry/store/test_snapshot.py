"""Snapshots decide as the registers that were imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from duixian.authorities.models import Authority
from duixian.decisions.document import decision_line
from duixian.decisions.runs.engines import decide_run
from duixian.language.columns import ColumnFacts
from duixian.language.rule import Policy
from duixian.language.vocabulary import Vocabulary
from duixian.registry import read_columns
from duixian.registry.store import snapshot
from duixian.registry.store.importing import ImportReport

AS_OF = date(2022, 6, 30)


def lines(policy: Policy, known: ColumnFacts) -> list[str]:
    return [decision_line(outcome) for outcome in decide_run([policy], known, AS_OF)]


def test_deciding_a_snapshot_gives_the_decisions_of_the_original_files_to_the_byte(
    authority: Authority, policy: Policy, sample: Path, imported: ImportReport, tmp_path: Path
) -> None:
    snapshot.export(authority, tmp_path, policy.vocabulary)
    decided = lines(policy, snapshot.read(tmp_path, policy.vocabulary).columns)
    assert len(decided) > 500
    assert decided == lines(policy, read_columns(sample, policy.vocabulary).columns)


def test_no_row_is_lost_when_a_snapshot_is_read_back(
    authority: Authority, vocabulary: Vocabulary, imported: ImportReport, tmp_path: Path
) -> None:
    snapshot.export(authority, tmp_path, vocabulary)
    reading = snapshot.read(tmp_path, vocabulary)
    assert not reading.rejects
    assert sum(count.kept for count in reading.counts.values()) == imported.inserted


def test_the_whole_in_memory_is_what_an_export_holds(
    authority: Authority, policy: Policy, imported: ImportReport, tmp_path: Path
) -> None:
    moment = snapshot.present(authority)
    inputs = snapshot.export(authority, tmp_path, policy.vocabulary, moment)
    known = snapshot.whole(authority, policy.vocabulary, moment)
    assert known.inputs_hash == inputs
    assert known is snapshot.whole(authority, policy.vocabulary)
    assert lines(policy, known.facts) == lines(policy, snapshot.read(tmp_path, policy.vocabulary).columns)

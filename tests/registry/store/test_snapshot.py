"""Snapshots decide as the registers that were imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from duixian.authorities.models import Authority
from duixian.decisions.document import decision_line
from duixian.decisions.runs.engines import decide_run
from duixian.decisions.scope import Subject, decide_for
from duixian.language.columns import ColumnFacts
from duixian.language.facts import Facts
from duixian.language.record import Record
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


def people(known: Facts) -> list[str]:
    """Some persons, one of every twenty."""
    return [str(row.key) for row in known.rows("人员")[::20]]


def test_the_facts_around_a_person_are_the_persons_records_of_the_whole(
    authority: Authority, vocabulary: Vocabulary, imported: ImportReport
) -> None:
    known = snapshot.whole(authority, vocabulary).facts.facts()
    person = people(known)[1]
    near = snapshot.around(authority, [("人员", person)], vocabulary)
    for table in vocabulary.tables.values():
        for column in table.links_to("人员"):
            found, wanted = (facts.linked(table.name, column, person) for facts in (near, known))
            assert [shown(row) for row in found] == [shown(row) for row in wanted]


def shown(row: Record) -> tuple[object, ...]:
    return row.table, row.key, row.source, row.values


def test_a_person_decided_on_the_facts_around_is_decided_as_in_the_whole_run(
    authority: Authority, policy: Policy, imported: ImportReport
) -> None:
    known = snapshot.whole(authority, policy.vocabulary).facts.facts()
    for person in people(known)[:3]:
        near = snapshot.around(authority, [("人员", person)], policy.vocabulary)
        assert decided(policy, near, person) == decided(policy, known, person)


def decided(policy: Policy, known: Facts, person: str) -> list[str]:
    outcomes = decide_for([policy], known, AS_OF, Subject("人员", person))
    return [decision_line(outcome) for outcome in outcomes]

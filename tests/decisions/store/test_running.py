"""Runs over the registry, and single cases: the same decisions as on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from duixian.authorities.models import Authority
from duixian.decisions.deciding import decide
from duixian.decisions.document import decision_line
from duixian.decisions.store import lookup, running
from duixian.decisions.store.deciding import check, decide_case, decide_registry
from duixian.decisions.store.errors import DecidingRefused, FactsUnreadable
from duixian.decisions.store.models import Decision, PolicyVersion, Run
from duixian.decisions.store.states import RunState
from duixian.registry import read_registry
from duixian.registry.store.snapshot import person_token
from tests.decisions.store import office

pytestmark = pytest.mark.django_db


def lines_of_files(version: PolicyVersion, folder: Path) -> dict[str, str]:
    """What the command line decides on the same files, by case."""
    policy = version.loaded()
    outcomes = decide([policy], read_registry(folder, policy.vocabulary).facts, office.DAY)
    lines = [decision_line(outcome)[:-1] for outcome in outcomes]
    return {line[line.index('"id":"') + 6 :][:16]: line for line in lines}


def test_a_run_decides_what_the_command_line_decides(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    expected = lines_of_files(version, registry)
    kept = {decision.case_id: lookup.text(decision) for decision in run.decisions.all()}
    assert kept == {name: line for name, line in expected.items() if name in kept}
    assert len(kept) == 5
    for name in set(expected) - set(kept):
        assert lookup.of_run(run, name)["verdict"] == "不符合"


def test_a_single_case_is_decided_as_in_a_run(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    expected = lines_of_files(version, registry)
    decided = decide_case(authority, version, None, [("录用", "H2")], office.DAY)
    assert {d.case_id: lookup.text(d) for d in decided} == {d.case_id: expected[d.case_id] for d in decided}
    assert {(d.measure, d.verdict) for d in decided} == {("引才奖励", "不符合"), ("生活补贴", "符合")}


def test_all_cases_of_a_person_are_found_by_token(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    token = person_token(authority, office.PEOPLE[0])
    decided = decide_case(authority, version, "生活补贴", [("人员", token)], office.DAY)
    assert [(d.measure, d.key) for d in decided] == [("生活补贴", "H0")]


def test_a_run_counts_what_it_came_to(authority: Authority, version: PolicyVersion, registry: Path) -> None:
    run = decide_registry(authority, [version], office.DAY)
    found = {
        line["measure"]: (line["eligible"], line["ineligible"], line["payable_fen"]) for line in run.totals
    }
    assert found == {"引才奖励": (2, 1, 5000_00), "生活补贴": (3, 0, 3600_00)}


def test_documents_lie_sealed_in_the_database(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    decide_registry(authority, [version], office.DAY)
    for decision in Decision.objects.all():
        assert office.PEOPLE[0].encode() not in bytes(decision.document)
        assert decision.key.startswith("H")


def test_a_run_that_was_killed_is_carried_out_when_started_again(
    authority: Authority, version: PolicyVersion, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = running.order(authority, [version], office.DAY)
    with monkeypatch.context() as patched:
        patched.setattr(running, "append_of", killed)
        with pytest.raises(KeyboardInterrupt):
            running.carry_out(run)
    assert not Decision.objects.exists()
    assert running.carry_out(run).state == RunState.DONE
    assert running.carry_out(run).decisions.count() == 5


def killed(*_: object) -> None:
    """The process ends here."""
    raise KeyboardInterrupt


def test_a_finished_run_cannot_be_changed(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(as_of="2023-01-01")


def test_a_case_that_nobody_decided_is_not_found(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    with pytest.raises(DecidingRefused) as caught:
        lookup.of_run(run, "0" * 16)
    assert caught.value.code == "decision-missing"


def test_a_refused_case_becomes_a_row_when_somebody_contests_it(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    name = next(n for n in lines_of_files(version, registry) if not run.decisions.filter(case_id=n).exists())
    row = lookup.kept_case(run, name)
    assert (row.verdict, row.key, lookup.kept_case(run, name)) == ("不符合", "H2", row)


def test_facts_are_checked_without_being_stored(version: PolicyVersion) -> None:
    documents = check(version, office.registers(), office.DAY, measure="引才奖励")
    assert [(d["case"]["key"], d["verdict"], d["payable"]) for d in documents] == [
        ("H0", "符合", 3000_00),
        ("H1", "符合", 2000_00),
        ("H2", "不符合", 0),
    ]
    assert not Decision.objects.exists()


def test_columns_are_named_as_registers_name_them_too(version: PolicyVersion) -> None:
    tables = office.registers()
    tables["录用"] = [
        {
            {"人员": "身份证号", "用人单位": "统一社会信用代码"}.get(word, word): cell
            for word, cell in row.items()
        }
        for row in tables["录用"]
    ]
    assert check(version, tables, office.DAY) == check(version, office.registers(), office.DAY)


def test_facts_are_checked_beside_what_is_known(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    longer = {**office.registers()["录用"][2], "合同到期日": "2025-02-28"}
    token = person_token(authority, office.PEOPLE[2])
    documents = check(version, {"录用": [longer]}, office.DAY, beside=(authority, [("人员", token)]))
    assert {d["measure"]["name"]["zh"]: d["verdict"] for d in documents} == {
        "引才奖励": "符合",
        "生活补贴": "符合",
    }


@pytest.mark.parametrize(
    "tables",
    [
        {"没有": []},
        {"录用": [{"没有": "1"}]},
        {"录用": [{"录用日": "昨天"}]},
        {"录用": [{"人员": office.PEOPLE[0], "身份证号": office.PEOPLE[1]}]},
    ],
)
def test_facts_that_cannot_be_read_are_said(
    version: PolicyVersion, tables: dict[str, list[dict[str, str]]]
) -> None:
    with pytest.raises(FactsUnreadable) as caught:
        check(version, tables, office.DAY)
    assert caught.value.faults

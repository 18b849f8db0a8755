"""A corrected fact or a new version gives lines for review; nothing that was decided or paid changes by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from duixian.authorities.models import Authority, Role
from duixian.decisions.store import chain, differences, granting, paying, publish
from duixian.decisions.store.deciding import decide_registry
from duixian.decisions.store.errors import DecidingRefused, GrantRefused
from duixian.decisions.store.models import Difference, Entitlement, PolicyVersion, Run
from duixian.decisions.store.replay import replay
from duixian.registry.store import facts
from tests.decisions.store import office
from tests.service import Officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(authority: Authority, version: PolicyVersion, registry: Path) -> Run:
    """Everything decided, all of it granted, and the awards paid."""
    run = decide_registry(authority, [version], office.DAY)
    for decision in run.decisions.filter(verdict="符合"):
        entitlement = granting.grant(decision)
        if decision.measure == "引才奖励":
            paying.paid(paying.take_up(entitlement.instalments.get()))
    return run


def corrected(authority: Authority) -> list[tuple[str, str]]:
    """One worker turns out to be a senior worker only, another's contract to run for three years."""
    facts.correct(authority, "技能证书", "C0", {"技能等级": "高级工"}, actor=None, source="更正")
    facts.correct(authority, "录用", "H2", {"合同到期日": "2025-02-28"}, actor=None, source="更正")
    return [("技能证书", "C0"), ("录用", "H2")]


def told(lines: list[Difference]) -> set[tuple[str, str, int, int, str, str]]:
    return {
        (line.kind, line.measure, line.fen, line.paid_fen, line.old.verdict if line.old else "", line.state)
        for line in lines
    }


def test_corrected_facts_give_one_line_more_and_one_line_less(authority: Authority, run: Run) -> None:
    lines = differences.after(authority, facts_changed=corrected(authority))
    assert told(lines) == {
        ("追回", "引才奖励", 1000_00, 1000_00, "符合", "待核"),
        ("补发", "引才奖励", 2000_00, 0, "不符合", "待核"),
    }


def test_old_decisions_replay_after_differences_were_found(authority: Authority, run: Run) -> None:
    lines = differences.after(authority, facts_changed=corrected(authority))
    assert replay(run).same
    assert all(replay(run_again).same for run_again in Run.objects.all())
    assert all(replay(d).same for line in lines for d in (line.old, line.new) if d is not None)
    assert chain.verify() == []


def test_nothing_is_paid_or_taken_back_before_a_line_is_confirmed(authority: Authority, run: Run) -> None:
    before = list(Entitlement.objects.values_list("number", "amount_fen", "overpaid_fen"))
    differences.after(authority, facts_changed=corrected(authority))
    assert list(Entitlement.objects.values_list("number", "amount_fen", "overpaid_fen")) == before


def test_a_confirmed_line_brings_the_entitlement_into_step(
    authority: Authority, officer: Officer, run: Run
) -> None:
    lines = differences.after(authority, facts_changed=corrected(authority))
    less = next(line for line in lines if line.kind == "追回")
    confirmed = differences.confirm(less, officer(Role.SECOND_CHECK))
    assert confirmed.entitlement is not None
    assert (confirmed.entitlement.amount_fen, confirmed.entitlement.overpaid_fen) == (2000_00, 1000_00)
    assert [line.kind for line in differences.after(authority)] == ["补发"]


def test_a_line_for_a_case_never_granted_is_granted_by_its_new_decision(
    authority: Authority, officer: Officer, run: Run
) -> None:
    lines = differences.after(authority, facts_changed=corrected(authority))
    more = next(line for line in lines if line.kind == "补发")
    assert more.entitlement is None
    assert more.new is not None
    differences.confirm(more, officer(Role.SECOND_CHECK))
    assert granting.grant(more.new).amount_fen == 2000_00


def test_found_again_the_same_lines_stand_once(authority: Authority, run: Run) -> None:
    first = differences.after(authority, facts_changed=corrected(authority))
    again = differences.after(authority)
    assert told(first) == told(again)
    assert Difference.objects.filter(state="待核").count() == 2


def test_a_correction_taken_back_withdraws_its_line(authority: Authority, run: Run) -> None:
    differences.after(authority, facts_changed=corrected(authority))
    facts.correct(authority, "技能证书", "C0", {"技能等级": "技师"}, actor=None, source="再更正")
    facts.correct(authority, "录用", "H2", {"合同到期日": "2023-02-28"}, actor=None, source="再更正")
    assert differences.after(authority) == []
    assert not Difference.objects.filter(state="待核").exists()


def test_a_withdrawn_record_takes_back_what_it_was_paid_for(authority: Authority, run: Run) -> None:
    facts.withdraw(authority, "录用", "H1", actor=None, source="撤销")
    lines = differences.after(authority, facts_changed=[("录用", "H1")])
    assert told(lines) == {
        ("追回", "引才奖励", 2000_00, 2000_00, "符合", "待核"),
        ("追回", "生活补贴", 1200_00, 0, "符合", "待核"),
    }
    assert [line.new for line in lines] == [None, None]


def test_a_new_case_is_no_difference(authority: Authority, run: Run) -> None:
    row = {
        **office.registers()["录用"][0],
        "合同编号": "H9",
        "录用日": "2022-08-01",
        "合同到期日": "2026-01-31",
    }
    facts.register(authority, "录用", row, actor=None, source="登记")
    assert differences.after(authority, facts_changed=[("录用", "H9")]) == []


def test_a_new_version_changes_what_it_changes(
    authority: Authority, officer: Officer, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "hiring" / "award"
    shutil.copytree(office.FOLDER, folder)
    text = (folder / "policy.md").read_text("utf-8")
    (folder / "policy.md").write_text(text.replace("3000元", "3500元"), "utf-8")
    version = office.published(authority, officer, folder, "某区人社〔2022〕9号")
    lines = differences.after(authority, version=version)
    assert told(lines) == {("补发", "引才奖励", 500_00, 0, "符合", "待核")}


def test_a_draft_makes_no_differences(authority: Authority, officer: Officer, run: Run) -> None:
    author = officer(Role.POLICY_AUTHOR)
    draft = publish.take_in(office.FOLDER, authority=authority, choices={}, author=author)
    with pytest.raises(GrantRefused):
        differences.after(authority, version=draft)


def test_without_a_run_there_is_nothing_to_compare(authority: Authority, version: PolicyVersion) -> None:
    with pytest.raises(DecidingRefused):
        differences.after(authority)

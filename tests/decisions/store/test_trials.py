"""A draft is tried: what it would cost beside the version in force, and its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Role
from duixian.decisions.store import trials
from duixian.decisions.store.models import DraftTrial, WorkingDraft
from duixian.decisions.store.states import RunState, TrialKind
from tests.decisions.store.test_drafting import author, draft, written
from tests.service import Officer

pytestmark = pytest.mark.django_db
__all__ = ["author", "draft"]


def tried(draft: WorkingDraft, author: Account, kind: TrialKind) -> DraftTrial:
    return trials.carry_out(trials.order(draft, kind, author)[0])


def cost(draft: WorkingDraft, author: Account) -> DraftTrial:
    return tried(draft, author, TrialKind.COST)


def test_more_money_is_told_by_measure_with_who_gains(
    registry: Path, draft: WorkingDraft, author: Account
) -> None:
    found = cost(written(draft, author, "3000元", "3500元"), author).found
    (line,) = [one for one in found["lines"] if one["before"] != one["after"]]
    assert line["after"][2] - line["before"][2] == 50_000
    assert (line["more"], line["less"], line["more_fen"]) == (1, 0, 50_000)
    assert (found["payees"]["more"], found["payees"]["less"]) == (1, 0)


def test_a_draft_that_changes_nothing_costs_nothing(
    registry: Path, draft: WorkingDraft, author: Account
) -> None:
    found = cost(draft, author).found
    assert all(line["before"] == line["after"] for line in found["lines"])
    assert sum(line["before"][2] for line in found["lines"]) > 0
    assert found["payees"] == dict.fromkeys(found["payees"], 0)


def test_who_gets_less_and_who_gets_nothing_any_more_are_counted(
    registry: Path, draft: WorkingDraft, author: Account
) -> None:
    found = cost(written(draft, author, "3000元", "2500元"), author).found
    moved = [line for line in found["lines"] if line["less"]]
    assert [(line["less"], line["less_fen"], line["go"]) for line in moved] == [(1, 50_000, 0)]


def test_the_count_is_kept_until_the_text_changes(
    registry: Path, draft: WorkingDraft, author: Account
) -> None:
    trial = cost(draft, author)
    assert trials.latest(draft, TrialKind.COST) == trial
    changed = written(draft, author, "3000元", "3500元")
    assert trials.latest(changed, TrialKind.COST) is None
    back = written(changed, author, "3500元", "3000元")
    assert trials.latest(back, TrialKind.COST) == trial


def test_what_is_on_its_way_is_not_begun_twice(draft: WorkingDraft, author: Account) -> None:
    first, new = trials.order(draft, TrialKind.COST, author)
    second, again = trials.order(draft, TrialKind.COST, author)
    assert (first, new, again) == (second, True, False)


def test_a_draft_with_faults_says_why_nothing_was_counted(
    registry: Path, draft: WorkingDraft, author: Account
) -> None:
    trial = cost(written(draft, author, "3000元", "3500元", 1), author)
    assert trial.state == RunState.FAILED
    assert trial.found["problems"][0][0]


def test_a_draft_that_was_changed_before_the_job_began_is_not_counted(
    registry: Path, draft: WorkingDraft, author: Account
) -> None:
    trial, _ = trials.order(draft, TrialKind.COST, author)
    written(draft, author, "3000元", "3500元")
    assert trials.carry_out(DraftTrial.objects.get(pk=trial.pk)).state == RunState.FAILED


def test_no_officer_but_a_policy_author_orders_a_trial(draft: WorkingDraft, officer: Officer) -> None:
    with pytest.raises(RoleRefused):
        trials.order(draft, TrialKind.COST, officer(Role.FIRST_CHECK))

"""Trials of a draft: ordered by a writer, carried out by a job, kept until the draft's files or choices change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.authorities.roles import require
from duixian.decisions.store import costing, example_trials
from duixian.decisions.store.drafting import WRITERS, digest_of
from duixian.decisions.store.models import DraftTrial, WorkingDraft
from duixian.decisions.store.states import RunState, TrialKind
from duixian.language.problems import PolicyError
from duixian.values.bilingual import DuixianError, Text

Found = dict[str, Any]
Tell = Callable[[int, int, Found], None]
"""How many steps of how many are done, and what has been found so far."""

_WORK: dict[str, Callable[[WorkingDraft, Tell], Found]] = {
    TrialKind.COST: costing.cost_of_change,
    TrialKind.EXAMPLES: example_trials.examples_tried,
}
_PROBLEMS_KEPT = 5


def order(draft: WorkingDraft, kind: TrialKind, account: Account) -> tuple[DraftTrial, bool]:
    """The trial of the draft as it stands, and whether it is new and a job has to be put for it: one that is on its
    way already is not begun twice. Raises RoleRefused."""
    require(account, draft.authority, *WRITERS)
    with transaction.atomic():
        held = WorkingDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        return DraftTrial.objects.get_or_create(
            draft=held,
            kind=kind,
            digest=digest_of(held),
            state=RunState.RUNNING,
            defaults={"authority": draft.authority, "ordered_by": account, "ordered_at": clock.now()},
        )


def latest(draft: WorkingDraft, kind: TrialKind) -> DraftTrial | None:
    """The last trial of the draft as it stands now; None where it has changed since, or nobody ordered one."""
    found = DraftTrial.objects.filter(draft=draft, kind=kind, digest=digest_of(draft))
    return found.select_related("ordered_by").first()


def any_of(draft: WorkingDraft, kind: TrialKind) -> bool:
    """Whether one was ever ordered, of the draft as it stood then."""
    return DraftTrial.objects.filter(draft=draft, kind=kind).exists()


def carry_out(trial: DraftTrial) -> DraftTrial:
    """Try it. Done already: nothing happens; a killed one is begun anew. What makes it fail is told in ``found``."""
    if trial.state != RunState.RUNNING:
        return trial

    def tell(done: int, steps: int, found: Found) -> None:
        DraftTrial.objects.filter(pk=trial.pk).update(done=done, steps=steps, found=found)

    try:
        state, found = RunState.DONE, _tried(trial, tell)
    except PolicyError as error:
        state, found = (
            RunState.FAILED,
            {"problems": [_told(p.message) for p in error.problems[:_PROBLEMS_KEPT]]},
        )
    except DuixianError as error:
        state, found = RunState.FAILED, {"problems": [_told(error.message)]}
    DraftTrial.objects.filter(pk=trial.pk).update(state=state, found=found, finished_at=clock.now())
    trial.refresh_from_db()
    return trial


def _tried(trial: DraftTrial, tell: Tell) -> Found:
    if digest_of(trial.draft) != trial.digest:
        raise DuixianError("trial-draft-moved", _MOVED, str(trial.draft))
    return _WORK[trial.kind](trial.draft, tell)


def _told(words: Text) -> list[str]:
    return [words.zh, words.en]


_MOVED = Text(
    "草案在开始之前又改过了，请重新发起。", "The draft was changed before this began; order it again."
)

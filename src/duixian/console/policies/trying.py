"""The examples of a draft: run by a job, shown while they run, and kept until the draft changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import READERS, WRITERS
from duixian.decisions.store import trials
from duixian.decisions.store.models import DraftTrial, WorkingDraft
from duixian.decisions.store.states import RunState, TrialKind
from duixian.decisions.store.tasks import try_draft
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Example:
    """An example that does not come out as it says: where it stands, and what differs."""

    name: Text
    file: str
    line: int
    words: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """What is known of the examples by now. ``first``: how many are about what the draft changes, and are run before
    the others; ``done`` of ``count`` have been run."""

    trial: DraftTrial
    failing: tuple[Example, ...]
    moved: tuple[Example, ...]

    @property
    def count(self) -> int:
        """All of them."""
        return self.trial.steps

    @property
    def first(self) -> int:
        """How many are about what the draft changes."""
        return int(self.trial.found.get("first", 0))

    @property
    def first_done(self) -> bool:
        """Whether those have been run, while the others have not all."""
        return self.running and 0 < self.first <= self.trial.done

    @property
    def running(self) -> bool:
        """Whether the job is on its way."""
        return bool(self.trial.state == RunState.RUNNING)


@office(*READERS)
def examples(request: OfficeRequest, number: int) -> HttpResponse:
    """What the job has found by now."""
    return _part(request, draft_of(request, number))


@office(*WRITERS)
def run_examples(request: OfficeRequest, number: int) -> HttpResponse:
    """The examples are put to a job; the part asks for what it finds until it is done."""
    found = draft_of(request, number)
    held = trials.latest(found, TrialKind.EXAMPLES)
    if held is None or held.state == RunState.FAILED:
        ordered(found, TrialKind.EXAMPLES, request)
    return _part(request, found)


def ordered(draft: WorkingDraft, kind: TrialKind, request: OfficeRequest) -> None:
    """A trial, with its job where it is a new one."""
    trial, new = trials.order(draft, kind, request.office.account)
    if new:
        try_draft.defer(trial_id=trial.pk)


def problems_of(trial: DraftTrial) -> list[Text]:
    """Why it failed; nothing where it did not."""
    return [Text(*words) for words in trial.found.get("problems", ())]


def _part(request: OfficeRequest, draft: WorkingDraft) -> HttpResponse:
    trial = trials.latest(draft, TrialKind.EXAMPLES)
    context: dict[str, Any] = {"draft": draft}
    if trial is not None:
        context |= {"examples": _examples(trial), "problems": problems_of(trial)}
    return render(request, "console/policies/examples.html", context)


def _examples(trial: DraftTrial) -> Examples:
    failing, moved = (
        tuple(_example(one) for one in trial.found.get(name, ())) for name in ("failing", "moved")
    )
    return Examples(trial, failing, moved)


def _example(said: dict[str, Any]) -> Example:
    return Example(
        Text(*said["name"]), said["file"], said["line"], tuple(Text(*words) for words in said["words"])
    )

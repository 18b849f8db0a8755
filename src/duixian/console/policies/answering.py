"""The open questions of a draft: the options and what each would change, which one holds, who decided it and why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import READERS, WRITERS
from duixian.decisions.store import drafting, examining
from duixian.decisions.store.examining import Effect
from duixian.decisions.store.states import WorkState
from duixian.engines.prose.changes import MeasureChange
from duixian.language.problems import PolicyError

_PARAMETER = "parameter-"


@office(*READERS)
def questions(request: OfficeRequest, number: int) -> HttpResponse:
    """Every open question of the draft, and answers to questions that it no longer asks."""
    found = draft_of(request, number)
    asked = examining.questions_of(found)
    context = {
        "draft": found,
        "questions": asked,
        "idle": sorted(set(found.choices) - {one.record.id for one in asked}),
        "writable": request.office.holds(*WRITERS) and found.state == WorkState.WRITING,
    }
    return render(request, "console/policies/questions.html", context)


@office(*READERS)
def effects(request: OfficeRequest, number: int, record: str) -> HttpResponse:
    """What each option of one question that is not chosen would change, in words."""
    try:
        found = examining.effects_of(draft_of(request, number), record)
        context = {"effects": [(one, _alike(one)) for one in found]}
    except PolicyError as error:
        return render(request, "console/policies/part_effects.html", {"problems": error.problems})
    return render(request, "console/policies/part_effects.html", context)


def _alike(effect: Effect) -> list[tuple[list[MeasureChange], MeasureChange]]:
    """Measures that change in the same way, together, with one of them."""
    found: dict[object, list[MeasureChange]] = {}
    for change in effect.changes.measures if effect.changes is not None else ():
        found.setdefault((change.statements, change.amounts, not change.old, not change.new), []).append(
            change
        )
    return [(changes, changes[0]) for changes in found.values()]


@office(*WRITERS)
def answer(request: OfficeRequest, number: int) -> HttpResponse:
    """One of them is answered by whoever is signed in."""
    found, sent = draft_of(request, number), request.POST
    drafting.choose(
        found,
        request.office.account,
        sent["record"],
        sent["option"],
        int(sent["revision"]),
        reason=sent.get("reason", ""),
        parameters={
            name.removeprefix(_PARAMETER): str(sent[name]) for name in sent if name.startswith(_PARAMETER)
        },
    )
    messages.success(request, _("已选定，选定人、日期和理由一并留存，随版本公布。"))
    return redirect("console:policies:questions", number)


@office(*WRITERS)
def take_back(request: OfficeRequest, number: int) -> HttpResponse:
    """An answer is taken back."""
    found, sent = draft_of(request, number), request.POST
    drafting.take_back(found, request.office.account, sent["record"], int(sent["revision"]))
    messages.success(request, _("已撤回，按文件里写的选项办。"))
    return redirect("console:policies:questions", number)

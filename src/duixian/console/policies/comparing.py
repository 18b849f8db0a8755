"""What a draft changes: words, rules, amounts and answers against the version it branched off, and its examples."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import READERS
from duixian.decisions.examples import ExampleResult
from duixian.decisions.store import drafting, examining
from duixian.decisions.store.examining import Moved
from duixian.decisions.store.models import WorkingDraft
from duixian.engines.prose.changes import changes_between
from duixian.language.problems import PolicyError


@office(*READERS)
def compare(request: OfficeRequest, number: int) -> HttpResponse:
    """The draft beside the version it began with."""
    found = draft_of(request, number)
    try:
        changes = changes_between(found.base.loaded(), examining.policy_of_draft(found))
    except PolicyError as error:
        return render(request, "console/policies/compare.html", {"draft": found, "problems": error.problems})
    return render(request, "console/policies/compare.html", {"draft": found, "changes": changes})


@office(*READERS)
def examples(request: OfficeRequest, number: int) -> HttpResponse:
    """The draft's examples run, and those of the version before that come out otherwise now."""
    try:
        ran = _ran(draft_of(request, number))
    except PolicyError as error:
        return render(request, "console/policies/examples.html", {"problems": error.problems})
    return render(
        request,
        "console/policies/examples.html",
        {"count": ran.count, "failing": ran.failing, "moved": ran.moved},
    )


@dataclass(frozen=True, slots=True)
class _Ran:
    """What came of the examples of one state of a draft."""

    count: int
    failing: list[ExampleResult]
    moved: list[Moved]


_RAN: OrderedDict[str, _Ran] = OrderedDict()
_KEPT = 8


def _ran(found: WorkingDraft) -> _Ran:
    """Hundreds of examples take seconds: the same files and choices are run once."""
    name = drafting.digest_of(found)
    held = _RAN.get(name)
    if held is None:
        results = examining.examples_run(found)
        failing = [result for result in results if not result.holds]
        held = _RAN[name] = _Ran(len(results), failing, examining.examples_moved(found))
        while len(_RAN) > _KEPT:
            _RAN.popitem(last=False)
    return held

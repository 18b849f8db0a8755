"""What a draft changes: words, rules, amounts and answers against the version it branched off."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import READERS
from duixian.decisions.store import examining
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

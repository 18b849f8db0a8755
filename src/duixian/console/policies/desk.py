"""The desk: policies in force, what is being written, and a new branch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.finding import draft_of, drafts_of
from duixian.console.policies.roles import READERS, WRITERS
from duixian.decisions.store import drafting
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force
from duixian.decisions.store.states import WorkState

_ENDED_SHOWN = 10


@office(*READERS)
def home(request: OfficeRequest) -> HttpResponse:
    """What is in force, what is being written, what waits for approval, and what became of the rest."""
    drafts, open_ = drafts_of(request), (WorkState.WRITING, WorkState.PROPOSED)
    context = {
        "versions": {version.policy: version for version in in_force(request.office.authority)}.values(),
        "drafts": drafts.filter(state__in=open_),
        "ended": drafts.exclude(state__in=open_)[:_ENDED_SHOWN],
        "writes": request.office.holds(*WRITERS),
    }
    return render(request, "console/policies/home.html", context)


@office(*WRITERS)
def branch(request: OfficeRequest, number: int) -> HttpResponse:
    """A new draft of one's own, off a version."""
    kept = PolicyVersion.objects.filter(authority=request.office.authority)
    draft = drafting.branch(get_object_or_404(kept, pk=number), request.office.account)
    messages.success(request, _("已起草，改动只在草案里，施行的版本不变。"))
    return redirect("console:policies:draft", draft.pk)


@office(*WRITERS)
def discard(request: OfficeRequest, number: int) -> HttpResponse:
    """Nothing becomes of a draft."""
    drafting.discard(draft_of(request, number), request.office.account)
    messages.success(request, _("草案已作废。"))
    return redirect("console:policies:home")

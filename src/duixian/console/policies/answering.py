"""The open questions of a draft: the options, which one holds, and who decided it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import READERS, WRITERS
from duixian.decisions.store import drafting, examining
from duixian.decisions.store.states import WorkState


@office(*READERS)
def questions(request: OfficeRequest, number: int) -> HttpResponse:
    """Every open question of the draft."""
    found = draft_of(request, number)
    context = {
        "draft": found,
        "questions": examining.questions_of(found),
        "writable": request.office.holds(*WRITERS) and found.state == WorkState.WRITING,
    }
    return render(request, "console/policies/questions.html", context)


@office(*WRITERS)
def answer(request: OfficeRequest, number: int) -> HttpResponse:
    """One of them is answered by whoever is signed in."""
    found, record = draft_of(request, number), request.POST["record"]
    drafting.choose(
        found, request.office.account, record, request.POST["option"], int(request.POST["revision"])
    )
    messages.success(request, _("已选定，选定人和日期一并留存。"))
    return redirect("console:policies:questions", number)

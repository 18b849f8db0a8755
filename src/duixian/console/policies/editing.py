"""A draft before its writer: files, text, and beside it what the check finds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies import kinds
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import READERS, WRITERS
from duixian.decisions.store import drafting, examining
from duixian.decisions.store.archive import texts_in
from duixian.decisions.store.errors import DraftRefused
from duixian.decisions.store.models import WorkingDraft
from duixian.decisions.store.states import WorkState
from duixian.policybook.document import POLICY_FILE
from duixian.policybook.report import Report


@office(*READERS)
def draft(request: OfficeRequest, number: int) -> HttpResponse:
    """``?file=`` names one of the folder's files; without it the policy itself."""
    return _page(request, draft_of(request, number), request.GET.get("file", ""))


@office(*WRITERS)
def save(request: OfficeRequest, number: int) -> HttpResponse:
    """One file as it stands in the form. Where somebody else was quicker the page comes back with what was typed."""
    found, file, text = draft_of(request, number), request.POST["file"], request.POST["text"]
    try:
        drafting.save(found, request.office.account, file, text, int(request.POST["revision"]))
    except DraftRefused as error:
        return _page(request, found, file, text=text, refused=error, status=409)
    messages.success(request, _("已保存。"))
    return redirect(f"{reverse('console:policies:draft', args=[number])}?file={file}")


@office(*WRITERS)
def look(request: OfficeRequest, number: int) -> HttpResponse:
    """What the check finds in the text as it is being typed; nothing is saved."""
    found, file = draft_of(request, number), request.POST["file"]
    changed = {file: request.POST["text"].replace("\r\n", "\n")}
    return _findings(request, found, examining.looked_over(found, changed), changed, whole=False)


@office(*READERS)
def check(request: OfficeRequest, number: int) -> HttpResponse:
    """The whole check of what is saved: every option of every question, every number of the wording; ``?quick=`` only
    the options in force."""
    found, quick = draft_of(request, number), "quick" in request.GET
    report = examining.looked_over(found) if quick else examining.checked(found)
    return _findings(request, found, report, {}, whole=not quick)


def _page(
    request: OfficeRequest,
    found: WorkingDraft,
    file: str,
    *,
    text: str | None = None,
    refused: DraftRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    texts = texts_in(bytes(found.archive))
    name = file if file in texts else next(iter(texts))
    mine = request.office.account.pk == (
        found.proposed.published_by_id if found.proposed else found.author_id
    )
    writes = request.office.holds(*WRITERS)
    context = {
        "draft": found,
        "files": list(texts),
        "lacking": kinds.lacking(texts),
        "catalogue": (kinds.CATALOGUE, kinds.CATALOGUE_USE),
        "stays": name == POLICY_FILE,
        "file": name,
        "text": texts[name] if text is None else text,
        "refused": refused,
        "writable": writes and found.state == WorkState.WRITING,
        "approves": writes and found.state == WorkState.PROPOSED and not mine,
        "waits": found.state == WorkState.PROPOSED,
        "writes": writes,
    }
    return render(request, "console/policies/draft.html", context, status=status)


def _findings(
    request: OfficeRequest, found: WorkingDraft, report: Report, changed: dict[str, str], *, whole: bool
) -> HttpResponse:
    faults = kinds.faults(texts_in(bytes(found.archive)) | changed)
    context: dict[str, Any] = {
        "draft": found,
        "report": report,
        "wrong": len(report.errors) + len(faults),
        "problems": examining.by_place(report.problems),
        "faults": faults,
        "whole": whole,
        "file": request.POST.get("file", ""),
    }
    return render(request, "console/policies/findings.html", context)

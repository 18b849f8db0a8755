"""Objections: by their clocks, each decided with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.authorities.sealing import unseal
from duixian.casework import publishing
from duixian.console.doors import OfficeRequest, office
from duixian.console.publicity.forms import ResolveForm
from duixian.console.publicity.roles import READERS
from duixian.console.seeing import revealed, seen
from duixian.design.paging import page
from duixian.notices import publicity as notices
from duixian.notices.models import Objection
from duixian.notices.publicity.locking import KEEPERS
from duixian.notices.states import ObjectionState

_TABLE = "notices.Objection"


@office(*READERS)
def objections(request: OfficeRequest) -> HttpResponse:
    """Open ones first by the day they are due; or all."""
    everything = bool(request.GET.get("all"))
    rows = Objection.objects.filter(authority=request.office.authority).select_related("line__publicity")
    if not everything:
        rows = rows.filter(state=ObjectionState.OPEN)
    seen(request, _TABLE, "all" if everything else "open")
    context = {
        "page": page(rows, request, by=("-filed_at",) if everything else ("due_on",)),
        "everything": everything,
        "today": clock.today(),
    }
    return render(request, "console/publicity/objections.html", context)


@office(*READERS)
def objection(request: OfficeRequest, pk: int) -> HttpResponse:
    """One objection with its line."""
    found = _found(request, pk)
    seen(request, _TABLE, str(pk))
    return _shown(request, found, ResolveForm())


def _found(request: OfficeRequest, pk: int) -> Objection:
    rows = Objection.objects.select_related("line__publicity__authority", "resolved_by", "by")
    return get_object_or_404(rows, pk=pk, authority=request.office.authority)


def _shown(request: OfficeRequest, found: Objection, form: ResolveForm, status: int = 200) -> HttpResponse:
    may = request.office.holds(*KEEPERS) and found.state == ObjectionState.OPEN
    context = {"objection": found, "form": form if may else None, "has_contact": found.contact is not None}
    return render(request, "console/publicity/objection.html", context, status=status)


@office(*KEEPERS)
def resolve(request: OfficeRequest, pk: int) -> HttpResponse:
    """The line stands again, or falls out and its case is checked anew."""
    found, form = _found(request, pk), ResolveForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form, 422)
    held = form.cleaned_data
    notices.resolve(
        found, upheld=held["upheld"] == "yes", reason=held["reason"], actor=request.office.account
    )
    publishing.follow(request.office.authority, request.office.account)
    messages.success(request, gettext("异议已处理，所涉办件已随之变更。"))
    return redirect("console:publicity:objection", pk=pk)


@office(*KEEPERS)
def contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """How to reach whoever objected, for somebody who asked for it; the asking is written down."""
    found = _found(request, pk)
    revealed(request, _TABLE, str(pk), ["contact"])
    said = unseal(bytes(found.contact)) if found.contact is not None else ""
    return render(request, "console/publicity/contact.html", {"contact": said})

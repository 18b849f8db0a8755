"""The requests by clock, and the answer to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duixian.authorities.duties import Role
from duixian.casework import corrections
from duixian.casework.models import Correction
from duixian.casework.models.correction import CorrectionState
from duixian.console.doors import OfficeRequest, office
from duixian.console.registers.cells import Change, changes_shown, name_of
from duixian.console.seeing import seen
from duixian.design.paging import page

LOOKERS = (*corrections.OFFICERS, Role.SECOND_CHECK, Role.AUDITOR)


@office(*LOOKERS)
def requests(request: OfficeRequest) -> HttpResponse:
    """``/office/corrections/``."""
    state = request.GET.get("state", CorrectionState.OPEN)
    state = state if state in CorrectionState.values else CorrectionState.OPEN
    held = Correction.objects.filter(authority=request.office.authority, state=state)
    shown = page(held.prefetch_related("version"), request, ("due", "pk"))
    words = {"page": shown, "state": state, "states": CorrectionState.values}
    return render(request, "console/corrections/requests.html", words)


@office(*LOOKERS)
def request_page(request: OfficeRequest, number: str) -> HttpResponse:
    """One request: what is known, and what it should be."""
    found = _request(request, number)
    seen(request, "casework_correction", number, sorted(corrections.changes_of(found)))
    fact = corrections.fact_of(found)
    vocabulary = found.version.loaded().vocabulary
    changes: list[Change] = (
        changes_shown(fact, corrections.changes_of(found), vocabulary) if fact is not None else []
    )
    words = {
        "request": request,
        "correction": found,
        "fact": fact,
        "stale": fact is None or fact.content != found.content,
        "changes": changes,
        "who": name_of(found.authority, (found.subject_table, found.subject_key), vocabulary),
        "table": vocabulary.tables[found.table],
        "answers": found.state == CorrectionState.OPEN and request.office.holds(*corrections.OFFICERS),
        "evidence": found.evidence.all(),
    }
    return render(request, "console/corrections/request.html", words)


@require_POST
@office(*corrections.OFFICERS)
def answer(request: OfficeRequest, number: str) -> HttpResponse:
    """The register was wrong, or it is right."""
    found, officer = _request(request, number), request.office.account
    said = request.POST.get("words", "")
    if request.POST.get("accepts") == "yes":
        corrections.accept(found, officer, said)
        messages.success(request, _("登记已更正。"))
    else:
        corrections.decline(found, officer, said)
        messages.success(request, _("已答复不予更正。"))
    return HttpResponseRedirect(reverse("console:corrections"))


def _request(request: OfficeRequest, number: str) -> Correction:
    held = Correction.objects.filter(authority=request.office.authority)
    return get_object_or_404(held.select_related("authority", "version", "requested_by"), number=number)

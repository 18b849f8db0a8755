"""Draw a batch, look at it, pass it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duixian.authorities.duties import Role
from duixian.casework import sampling
from duixian.casework.models import Case, Sampling
from duixian.casework.models.sampling import Outcome
from duixian.console.doors import OfficeRequest, office
from duixian.console.errands.orders import in_hand
from duixian.console.errands.verbs import AT_ONCE, PASS
from duixian.console.sending import send
from duixian.console.worklist.rows import rows_of
from duixian.console.worklist.steps import steps_of

CHECKERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)


@require_POST
@office(*CHECKERS)
def draw(request: OfficeRequest) -> HttpResponse:
    """A batch of the cases ticked in a work list."""
    numbers = request.POST.getlist("case")[: sampling.MOST]
    cases = Case.objects.filter(authority=request.office.authority, number__in=numbers)
    together = cases.prefetch_related("version", "authority").order_by("due", "pk")
    batch = sampling.draw(request.office.authority, list(together), request.office.account)
    query = urlencode({"from": request.POST.get("from", "")})
    return HttpResponseRedirect(f"{reverse('console:batch', args=[batch.number])}?{query}")


@office(*CHECKERS, Role.AUDITOR)
def batch(request: OfficeRequest, number: str) -> HttpResponse:
    """``/office/batches/<number>/``."""
    found = _batch(request, number)
    lines = list(found.cases.select_related("case").order_by("-drawn", "pk"))
    cases = Case.objects.filter(pk__in=[line.case_id for line in lines])
    together = {
        row.case.pk: row for row in rows_of(list(cases.prefetch_related("version", "authority", "payees")))
    }
    words = {
        "batch": found,
        "lines": [(line, together[line.case_id]) for line in lines],
        "drawn": sum(line.drawn for line in lines),
        "unread": sum(line.drawn and line.opened_at is None for line in lines),
        "mine": found.officer_id == request.office.account.pk,
        "sum": sum(line.case.payable_fen for line in lines),
        "passed": sum(line.outcome == Outcome.PASSED for line in lines),
        "steps": steps_of(request.office.authority),
    }
    return render(request, "console/batches/batch.html", words)


@require_POST
@office(*CHECKERS)
def pass_batch(request: OfficeRequest, number: str) -> HttpResponse:
    """The batch goes, when the sample was read."""
    found, words = _batch(request, number), request.POST.get("words", "")
    if found.cases.count() > AT_ONCE and not _unread(found):
        return send(request, PASS, {"batch": number, "words": words})
    done = sampling.pass_all(found, request.office.account, words)
    passed = done.cases.filter(outcome=Outcome.PASSED).count()
    messages.success(request, _("%(n)s 件已通过。") % {"n": passed})
    return HttpResponseRedirect(reverse("console:batch", args=[number]))


@office(*CHECKERS, Role.AUDITOR)
def batches(request: OfficeRequest) -> HttpResponse:
    """The latest batches of the authority."""
    latest = Sampling.objects.filter(authority=request.office.authority).select_related("officer")
    words = {"batches": latest.order_by("-pk")[:50], "errands": in_hand(request.office.authority.pk)}
    return render(request, "console/batches/batches.html", words)


def _unread(found: Sampling) -> bool:
    """Whether the sample is not read yet: that is told at once."""
    return found.cases.filter(drawn=True, opened_at__isnull=True).exists()


def _batch(request: OfficeRequest, number: str) -> Sampling:
    rows = Sampling.objects.filter(authority=request.office.authority).select_related("officer")
    return get_object_or_404(rows, number=number)

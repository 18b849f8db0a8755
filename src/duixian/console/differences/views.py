"""The list of differences, the order to calculate again, and what becomes of a line."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.contrib.django.models import ProcrastinateJob

from duixian.authorities.duties import Role
from duixian.authorities.models import Authority
from duixian.casework.errors import ClaimFaulty
from duixian.casework.models import Case
from duixian.casework.settling import settle
from duixian.console.doors import OfficeRequest, office
from duixian.console.tasks import find_differences
from duixian.console.worklist.steps import measures_of
from duixian.decisions.store import differences as decided
from duixian.decisions.store.models import Difference, Run
from duixian.decisions.store.queries import latest_run
from duixian.decisions.store.states import DifferenceState
from duixian.design.paging import page
from duixian.registry.store.models import Fact
from duixian.values.bilingual import Text

LOOKERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK, Role.FINANCE_CHECKER, Role.AUDITOR)
_MANY = 1000


@office(*LOOKERS)
def differences(request: OfficeRequest) -> HttpResponse:
    """``/office/differences/``."""
    authority = request.office.authority
    state = request.GET.get("state", DifferenceState.OPEN)
    state = state if state in DifferenceState.values else DifferenceState.OPEN
    held = Difference.objects.filter(authority=authority, state=state)
    shown = page(held.select_related("run", "old", "new", "entitlement", "reviewed_by"), request)
    base = latest_run(authority)
    words = {
        "page": shown,
        "cases": _cases(authority, shown.rows),
        "state": state,
        "states": DifferenceState.values,
        "measures": measures_of(authority),
        "base": base,
        "fresh": _fresh(authority, base),
        "job": _job(authority),
        "reviews": request.office.holds(Role.SECOND_CHECK),
        "orders": request.office.holds(Role.FIRST_CHECK, Role.SECOND_CHECK),
    }
    return render(request, "console/differences/differences.html", words)


@require_POST
@office(Role.FIRST_CHECK, Role.SECOND_CHECK)
def again(request: OfficeRequest) -> HttpResponse:
    """The registry is decided again by a job; the lines that differ stand in the list afterwards."""
    find_differences.defer(authority_id=request.office.authority.pk, account_id=request.office.account.pk)
    messages.success(request, _("已开始复算，完成后差额列在本页。"))
    return HttpResponseRedirect(reverse("console:differences"))


@require_POST
@office(Role.SECOND_CHECK)
def answer(request: OfficeRequest) -> HttpResponse:
    """Lines ticked are confirmed (paid in addition, or demanded back) or dismissed, with the reason."""
    ticked = Difference.objects.filter(
        authority=request.office.authority, pk__in=request.POST.getlist("line"), state=DifferenceState.OPEN
    ).select_related("authority", "entitlement", "new")
    reason, officer = request.POST.get("reason", "").strip(), request.office.account
    if not reason:
        raise _wordless()
    lines = list(ticked)
    if request.POST.get("holds") == "yes":
        settle(lines, officer, reason)
    else:
        for line in lines:
            decided.dismiss(line, officer, reason)
    messages.success(request, _("%(n)s 条差额已处理。") % {"n": len(lines)})
    return HttpResponseRedirect(reverse("console:differences"))


def _cases(authority: Authority, lines: list[Difference]) -> dict[str, Case]:
    """By the name that decisions give them, the newest case of each line."""
    found = Case.objects.filter(authority=authority, case_id__in=[line.case_id for line in lines])
    return {case.case_id: case for case in found.prefetch_related("payees").order_by("pk")}


def _fresh(authority: Authority, base: Run | None) -> int:
    """How many facts were learnt since the last run, counted up to a thousand."""
    if base is None:
        return 0
    return Fact.objects.filter(authority=authority, known_at__gt=base.known_at)[:_MANY].count()


def _job(authority: Authority) -> ProcrastinateJob | None:
    jobs = ProcrastinateJob.objects.filter(
        task_name="console.find_differences", args__authority_id=authority.pk, status__in=("todo", "doing")
    )
    return jobs.order_by("-id").first()


def _wordless() -> ClaimFaulty:
    return ClaimFaulty(
        "no-words",
        Text("没有写明理由。", "No reason is given."),
        "",
        Text(
            "请写明差额从何而来、为何处理。", "Say where the difference comes from, and why it is settled so."
        ),
    )

"""Lists of people to whom money is due without a claim."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duixian.authorities.duties import Role
from duixian.casework import exempt
from duixian.casework.models import Case, Listing
from duixian.casework.models.listing import ListingState
from duixian.casework.states import State
from duixian.console.doors import OfficeRequest, office
from duixian.console.errands.orders import in_hand
from duixian.console.errands.verbs import AT_ONCE, CONFIRM, START
from duixian.console.seeing import seen
from duixian.console.sending import send
from duixian.console.worklist.rows import rows_of
from duixian.console.worklist.steps import measures_of
from duixian.decisions.store.models import Run
from duixian.decisions.store.states import RunState
from duixian.design.paging import page
from duixian.language.rule import MeasureKind

MAKERS = (Role.INTAKE, Role.FIRST_CHECK)
LOOKERS = (*MAKERS, Role.SECOND_CHECK, Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.AUDITOR)


@office(*LOOKERS)
def listings(request: OfficeRequest) -> HttpResponse:
    """``/office/listings/``: the lists, and the runs that one may be made of."""
    held = Listing.objects.filter(authority=request.office.authority)
    shown = page(held.select_related("run", "started_by", "confirmed_by"), request, size=30)
    for one in shown.rows:
        one.sum_fen = sum(line["fen"] for line in one.totals)  # type: ignore[attr-defined]
        one.sum_cases = sum(line["cases"] for line in one.totals)  # type: ignore[attr-defined]
    words = {
        "page": shown,
        "measures": measures_of(request.office.authority),
        "errands": in_hand(request.office.authority.pk),
        "runs": _runs(request)[:10] if request.office.holds(*MAKERS) else (),
    }
    return render(request, "console/listings/listings.html", words)


@office(*MAKERS)
def choose(request: OfficeRequest, number: str) -> HttpResponse:
    """Pick measures of a finished run, and make the list."""
    run = get_object_or_404(_runs(request), number=number)
    if request.method == "POST":
        measures = request.POST.getlist("measure")
        if sum(line["eligible"] for line in run.totals if line["measure"] in measures) > AT_ONCE:
            return send(request, START, {"run": run.number, "measures": measures})
        made = exempt.start(run, measures, request.office.account)
        messages.success(request, _("名单 %(number)s 已生成并筛查。") % {"number": made.number})
        return HttpResponseRedirect(reverse("console:listing", args=[made.number]))
    rules = {m.name: m for version in run.versions.all() for m in version.loaded().measures.values()}
    lines = [
        {**line, "name": rules[line["measure"]].source.name}
        for line in run.totals
        if line["eligible"] and line["payable_fen"] and rules[line["measure"]].kind is MeasureKind.MONEY
    ]
    return render(request, "console/listings/choose.html", {"run": run, "lines": lines})


@office(*LOOKERS)
def listing(request: OfficeRequest, number: str) -> HttpResponse:
    """One list with its totals, its cases and what the screens found."""
    found = _listing(request, number)
    seen(request, "casework_listing", number)
    cases = Case.objects.filter(listing=found)
    only = request.GET.get("only", "")
    if only == "flagged":
        cases = cases.filter(flags__state="open").distinct()
    elif only in State.values:
        cases = cases.filter(state=only)
    shown = page(cases.prefetch_related("version", "authority", "payees", "flags"), request, ("pk",))
    officer = request.office.account
    words = {
        "listing": found,
        "page": shown,
        "rows": rows_of(shown.rows),
        "only": only,
        "now": exempt.totals_now(found),
        "measures": measures_of(request.office.authority),
        "waiting": exempt.waiting(found).exists(),
        "flagged": Case.objects.filter(listing=found, flags__state="open").exists(),
        "confirms": _may_confirm(request, found),
        "own": found.started_by_id == officer.pk,
        "retries": found.state == ListingState.CONFIRMED and request.office.holds(Role.SECOND_CHECK),
        "drops": request.office.holds(*MAKERS, Role.SECOND_CHECK),
    }
    return render(request, "console/listings/listing.html", words)


@require_POST
@office(*MAKERS, Role.SECOND_CHECK)
def drop(request: OfficeRequest, number: str) -> HttpResponse:
    """Lines ticked are taken off the list, with the reason."""
    found = _listing(request, number)
    wanted = Case.objects.filter(listing=found, number__in=request.POST.getlist("case"), state=State.LISTED)
    dropped = [exempt.drop(case, request.office.account, request.POST.get("words", "")) for case in wanted]
    messages.success(request, _("%(n)s 件已移出名单。") % {"n": len(dropped)})
    return HttpResponseRedirect(reverse("console:listing", args=[number]))


@require_POST
@office(Role.SECOND_CHECK)
def confirm(request: OfficeRequest, number: str) -> HttpResponse:
    """Another officer confirms: money is set aside and payees are told; again for what could not be promised."""
    found = _listing(request, number)
    again = found.state == ListingState.CONFIRMED
    if exempt.waiting(found).count() > AT_ONCE:
        return send(request, CONFIRM, {"listing": number, "again": again})
    if again:
        offered = exempt.retry(found, request.office.account)
        messages.success(request, _("又有 %(n)s 件已告知。") % {"n": offered})
    else:
        exempt.confirm(found, request.office.account)
        messages.success(request, _("名单已确认，已告知收款人。"))
    return HttpResponseRedirect(reverse("console:listing", args=[number]))


def _may_confirm(request: OfficeRequest, found: Listing) -> bool:
    another = found.started_by_id != request.office.account.pk
    return found.state == ListingState.OPEN and another and request.office.holds(Role.SECOND_CHECK)


def _runs(request: OfficeRequest) -> QuerySet[Run]:
    held = Run.objects.filter(authority=request.office.authority, state=RunState.DONE, purpose="批量")
    return held.exclude(versions__approved_by=None).distinct().order_by("-pk")


def _listing(request: OfficeRequest, number: str) -> Listing:
    held = Listing.objects.filter(authority=request.office.authority)
    return get_object_or_404(
        held.select_related("run", "started_by", "confirmed_by", "authority"), number=number
    )

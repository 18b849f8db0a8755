"""The first page of a person, and the answer to an offer."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from duixian.casework import offers
from duixian.casework.content import BankAccount
from duixian.casework.models import Case, PayTo
from duixian.casework.states import State
from duixian.decisions.store.lookup import document
from duixian.design.decision.view import decision_view
from duixian.design.refusals import refusal_of
from duixian.portal.cases.queries import cases_of, in_hand, my_lines, offers_of, one_case
from duixian.portal.cases.timeline import clock_of
from duixian.portal.claiming.starting import drafts_of
from duixian.portal.doors import Claimant, person
from duixian.portal.dues.deciding import is_at_hand
from duixian.portal.dues.sorting import dues_of
from duixian.portal.home.summary import cases_shown, dues_shown, offers_shown
from duixian.portal.money.queries import instalments_of, parts_of, sums_of
from duixian.portal.policies import policy_of, title_of
from duixian.portal.returned.queries import waiting_of
from duixian.portal.told.queries import unread_of
from duixian.values.bilingual import DuixianError

_SHOWN, _RECENT = 5, 3
OVER = (State.REFUSED, State.CLOSED)
"""States that a person should still see when he comes back; what was paid stands beside."""


@person
@require_GET
def home(request: HttpRequest, who: Claimant) -> HttpResponse:
    """Offers first, then what may be claimed, what comes later, what is in hand, what was paid.

    Working out what is due may take a second: where the answer is not at hand, the page comes at once and fetches it;
    ``?whole`` waits for it."""
    ready = "whole" in request.GET or is_at_hand(who.authority, who.pair)
    busy = in_hand(who).exclude(state=State.OFFERED)
    context = {
        **(_due(who) if ready else {"waiting": True, "offers": offers_shown(who, offers_of(who))}),
        "cases": cases_shown(busy[:_SHOWN]),
        "more_cases": busy.count() - _SHOWN,
        "over": cases_shown(cases_of(who).filter(state__in=OVER)[:_RECENT]),
        "drafts": drafts_of(who)[:_RECENT],
        "sums": sums_of(who),
        "paid": [one for one in parts_of(who, instalments_of(who)[:20]) if one.is_paid][:3],
        "came_back": waiting_of(who),
        "unread": unread_of(who),
    }
    return render(request, "portal/home/home.html", context)


@person
@require_GET
def due(request: HttpRequest, who: Claimant) -> HttpResponse:
    """The part of the first page that says what is due, for a page that came without it."""
    return render(request, "portal/home/due.html", _due(who))


def _due(who: Claimant) -> dict[str, object]:
    dues = dues_of(who.subject)
    waiting = offers_shown(who, offers_of(who))
    total = dues.total + sum(one.fen for one in waiting)
    return {"offers": waiting, "dues": dues_shown(dues), "total": total}


@person
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """What the office found due: yes, into this account; or something is wrong."""
    case = one_case(who, number)
    if not my_lines(who, case).exists():
        raise Http404(number)
    if case.state != State.OFFERED or not offers_of(who).filter(pk=case.pk).exists():
        return redirect("portal:case", number)
    if request.method == "GET":
        return _page(request, who, case)
    try:
        with transaction.atomic():
            said = _answered(request, who, case)
    except DuixianError as error:
        return _page(request, who, case, error)
    messages.success(request, said)
    return redirect("portal:case", number)


def _answered(request: HttpRequest, who: Claimant, case: Case) -> str:
    if "object" in request.POST:
        offers.object_to(case, who.account, request.POST.get("words", ""))
        return _("异议已提交，我们会重新核对。")
    offers.confirm(case, who.account, _account(request))
    return _("收款账户已确认，接下来公示。")


def _account(request: HttpRequest) -> BankAccount | None:
    number = "".join(request.POST.get("account-number", "").split())
    if request.POST.get("account-from") == "known" or not number:
        return None
    holder, bank = (
        request.POST.get("account-holder", "").strip(),
        request.POST.get("account-bank", "").strip(),
    )
    return BankAccount(holder, number, bank)


def _page(request: HttpRequest, who: Claimant, case: Case, error: DuixianError | None = None) -> HttpResponse:
    lines = list(my_lines(who, case))
    decision = case.decision
    names = {(line.table, line.key): line.name for line in lines}
    context = {
        "case": case,
        "title": title_of(case.version, case.measure),
        "lines": lines,
        "fen": _fen(lines),
        "line": lines[0],
        "clock": clock_of(case),
        "view": decision_view(document(decision), policy_of(case.version), names) if decision else None,
        "refusal": refusal_of(error) if error is not None else None,
        "posted": request.POST,
    }
    return render(request, "portal/home/offer.html", context, status=422 if error is not None else 200)


def _fen(lines: list[PayTo]) -> int:
    return sum(line.amount_fen for line in lines)

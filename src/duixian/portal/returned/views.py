"""The page on which somebody whose payment came back gives another account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duixian.casework.content import BankAccount
from duixian.casework.models import AccountWanted
from duixian.casework.returned.asking import cause_of
from duixian.casework.returned.giving import give, name_of
from duixian.design.refusals import refusal_of
from duixian.ledger.models import Return
from duixian.portal.doors import Claimant, claimant
from duixian.portal.policies import title_of
from duixian.portal.returned.queries import one_wanted
from duixian.values.bilingual import DuixianError


@claimant
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """What came back and why; another account for it."""
    wanted = one_wanted(who, number)
    if request.method == "GET":
        return _page(request, wanted)
    try:
        give(wanted, who.account, _given(request))
    except DuixianError as error:
        return _page(request, wanted, error)
    messages.success(request, _("新的收款账户已收到，核对后重新付款。"))
    return redirect("portal:payments")


def _given(request: HttpRequest) -> BankAccount:
    said = request.POST
    return BankAccount(
        said.get("account-holder", ""), said.get("account-number", ""), said.get("account-bank", "")
    )


def _page(request: HttpRequest, wanted: AccountWanted, error: DuixianError | None = None) -> HttpResponse:
    order = wanted.order
    context = {
        "wanted": wanted,
        "order": order,
        "title": title_of(wanted.case.version, wanted.case.measure),
        "answer": Return.objects.filter(order=order, ok=False).order_by("-pk").first(),
        "cause": cause_of(order),
        "holder": request.POST.get("account-holder") or wanted.holder or name_of(wanted),
        "bank": request.POST.get("account-bank", wanted.bank),
        "refusal": refusal_of(error) if error is not None else None,
    }
    return render(request, "portal/returned/account.html", context, status=422 if error is not None else 200)

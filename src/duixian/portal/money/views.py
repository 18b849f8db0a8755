"""The pages of a person's money."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from duixian.authorities.access import log_access
from duixian.design.downloads import to_look_at
from duixian.design.paging import page
from duixian.papers.receipts import receipt as receipt_of
from duixian.portal.doors import Claimant, claimant
from duixian.portal.money.queries import instalments_of, order_of, parts_of, sums_of


@claimant
@require_GET
def payments(request: HttpRequest, who: Claimant) -> HttpResponse:
    """What was paid, what is on its way, and what is to come."""
    found = page(instalments_of(who), request, by=("-entitlement_id", "number", "part"), size=50)
    context = {"page": found, "parts": parts_of(who, found.rows), "sums": sums_of(who)}
    return render(request, "portal/money/payments.html", context)


@claimant
@require_GET
def receipt(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """The receipt of a payment, as PDF."""
    order = order_of(who, number)
    contents = receipt_of(order)
    log_access(who.account, "export", "ledger_order", order.number, ["receipt"], authority=who.authority)
    return to_look_at(contents, f"receipt-{order.number}.pdf")

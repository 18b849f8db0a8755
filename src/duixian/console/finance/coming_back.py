"""Money that comes back: what the bank returned, refunds, recoveries and their plans."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from duixian.casework import paying
from duixian.casework.returned import reissuing
from duixian.console.doors import OfficeRequest, office
from duixian.console.finance import queries
from duixian.console.finance.finding import order_of, recovery_of
from duixian.console.finance.forms import DemandForm, MoneyBackForm, PlanForm, ReasonForm
from duixian.console.finance.roles import CHECKER, FINANCE, READERS
from duixian.console.seeing import noted, seen
from duixian.design.paging import page
from duixian.design.refusals import refusal_of
from duixian.ledger import recoveries as ledger_recoveries
from duixian.ledger import refunds, returns
from duixian.ledger.models import Order, Recovery, Refund
from duixian.values.bilingual import DuixianError


@office(*READERS)
def returned(request: OfficeRequest) -> HttpResponse:
    """What the bank returned and nobody has dealt with, alike causes together."""
    seen(request, "ledger.Return", "open")
    found = queries.returned_by_cause(request.office.authority)
    answers = [wanted for group in found for _order, _said, wanted in group.lines if wanted is not None]
    given = sum(wanted.given_at is not None for wanted in answers)
    context = {
        "causes": found,
        "given": given,
        "waiting": sum(len(group.lines) for group in found) - given,
        "works": request.office.holds(*FINANCE),
    }
    return render(request, "console/finance/returned.html", context)


@office(*FINANCE)
def reissue_given(request: OfficeRequest) -> HttpResponse:
    """Every returned payment whose payee gave another account goes out again; the others wait for theirs."""
    again = reissuing.reissue_given(request.office.authority, request.office.account)
    noted(request, "reissue", "ledger.Order", "", [order.number for order in again])
    messages.success(
        request, gettext("已按收款人的新账户开出 {count} 笔新单，等待制单。").format(count=len(again))
    )
    return redirect("console:finance:returned")


@office(*READERS)
def recoveries(request: OfficeRequest) -> HttpResponse:
    """Recoveries, open ones or all, and the refunds."""
    authority = request.office.authority
    everything = bool(request.GET.get("all"))
    rows = Recovery.objects.filter(authority=authority).select_related("order") if everything else None
    seen(request, "ledger.Recovery", "all" if everything else "open")
    context = {
        "everything": everything,
        "page": page(rows if rows is not None else queries.open_recoveries(authority), request, by=("-pk",)),
        "overdue": list(ledger_recoveries.overdue(authority).select_related("recovery__order")[:50]),
        "refunds": Refund.objects.filter(authority=authority).select_related("order").order_by("-pk")[:50],
    }
    return render(request, "console/finance/recoveries.html", context)


@office(*READERS)
def recovery(request: OfficeRequest, pk: int) -> HttpResponse:
    """One recovery with its plan."""
    found = recovery_of(request, pk)
    seen(request, "ledger.Recovery", str(pk))
    return _shown(request, found)


def _shown(request: OfficeRequest, found: Recovery, status: int = 200, **more: object) -> HttpResponse:
    works = request.office.holds(*FINANCE) and not found.waived and found.left_fen > 0
    context = {
        "recovery": found,
        "order": found.order,
        "plan": found.plan.order_by("number"),
        "receipts": found.receipts.order_by("pk"),
        "received_fen": sum(found.receipts.values_list("fen", flat=True)),
        "receive_form": MoneyBackForm(prefix="receive") if works else None,
        "plan_form": PlanForm() if works else None,
        "may_waive": works and request.office.holds(CHECKER),
        **more,
    }
    return render(request, "console/finance/recovery.html", context, status=status)


@office(*FINANCE)
def receive(request: OfficeRequest, pk: int) -> HttpResponse:
    """Money came in for a recovery."""
    found, form = recovery_of(request, pk), MoneyBackForm(request.POST, prefix="receive")
    if not form.is_valid():
        return _shown(request, found, status=422, receive_form=form)
    held = form.cleaned_data
    try:
        ledger_recoveries.receive(
            found, held["fen"], held["receipt"], day=held["day"], actor=request.office.account
        )
    except DuixianError as error:
        return _shown(request, found, status=409, receive_form=form, refusal=refusal_of(error))
    messages.success(request, gettext("追回到账已登记。"))
    return redirect("console:finance:recovery", pk=pk)


@office(*FINANCE)
def replan(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another plan for what has not come back."""
    found, form = recovery_of(request, pk), PlanForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, status=422, plan_form=form)
    try:
        ledger_recoveries.replan(found, form.cleaned_data["plan"])
    except DuixianError as error:
        return _shown(request, found, status=409, plan_form=form, refusal=refusal_of(error))
    messages.success(request, gettext("还款计划已更新。"))
    return redirect("console:finance:recovery", pk=pk)


@office(CHECKER)
def waive(request: OfficeRequest, pk: int) -> HttpResponse:
    """What has not come back need not."""
    ledger_recoveries.waive(recovery_of(request, pk), actor=request.office.account)
    messages.success(request, gettext("尚未追回的部分已撤销。"))
    return redirect("console:finance:recovery", pk=pk)


@office(*FINANCE)
def refund(request: OfficeRequest, number: str) -> HttpResponse:
    """A payee gave money back unasked."""
    found, form = order_of(request, number), MoneyBackForm(request.POST, prefix="refund")
    if not form.is_valid():
        return _faulty(request, form, found)
    held = form.cleaned_data
    refunds.take(
        found,
        held["fen"],
        held["receipt"],
        reason=held["reason"],
        day=held["day"],
        actor=request.office.account,
    )
    messages.success(request, gettext("退款已登记。"))
    return redirect("console:finance:order", number=number)


@office(*FINANCE)
def demand(request: OfficeRequest, number: str) -> HttpResponse:
    """Money of a paid order has to come back."""
    found, form = order_of(request, number), DemandForm(request.POST, prefix="demand")
    if not form.is_valid():
        return _faulty(request, form, found)
    held = form.cleaned_data
    opened = ledger_recoveries.demand(
        found, held["fen"], matter=held["matter"], reason=held["reason"], actor=request.office.account
    )
    messages.success(request, gettext("追回已立项，请安排还款计划。"))
    return redirect("console:finance:recovery", pk=opened.pk)


@office(*FINANCE)
def bounce(request: OfficeRequest, number: str) -> HttpResponse:
    """A payment that was made came back from the bank later."""
    found, form = order_of(request, number), ReasonForm(request.POST, prefix="bounce")
    if not form.is_valid():
        return _faulty(request, form, found)
    returns.bounce(found, form.cleaned_data["reason"], actor=request.office.account)
    paying.follow(request.office.authority)
    messages.success(request, gettext("退汇已登记，请更正账户后重新付款。"))
    return redirect("console:finance:order", number=number)


def _faulty(request: OfficeRequest, form: Form, order: Order) -> HttpResponse:
    """A form of an order's page, to be mended on a page of its own."""
    return render(request, "console/finance/faulty.html", {"form": form, "order": order}, status=422)

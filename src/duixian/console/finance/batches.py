"""Batches: made by one, checked by another, released, answered by the bank, reconciled to zero."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, pgettext

from duixian.casework import paying
from duixian.connectors.bank.uploading import take_upload
from duixian.console.doors import OfficeRequest, office
from duixian.console.finance import queries
from duixian.console.finance.finding import batch_of
from duixian.console.finance.forms import ReasonForm, ReconcileForm, ReturnForm, TaxForm, layouts
from duixian.console.finance.roles import CHECKER, FINANCE, READERS
from duixian.console.seeing import seen
from duixian.design.paging import page
from duixian.design.refusals import refusal_of
from duixian.ledger import batches as ledger_batches
from duixian.ledger import reconciling, taxes
from duixian.ledger.models import Batch, Tax
from duixian.ledger.states import BatchState
from duixian.values.bilingual import DuixianError

_TABLE = "ledger.Batch"
_LEFT = (BatchState.RELEASED, BatchState.RECONCILED)


@office(*READERS)
def batches(request: OfficeRequest) -> HttpResponse:
    """All batches, the latest first."""
    rows = Batch.objects.filter(authority=request.office.authority).select_related("item", "maker", "checker")
    state = request.GET.get("state", "")
    if state in BatchState.values:
        rows = rows.filter(state=state)
    seen(request, _TABLE, state or "*")
    context = {"page": page(rows, request, by=("-number",)), "state": state, "states": BatchState}
    return render(request, "console/finance/batches.html", context)


@office(*READERS)
def batch(request: OfficeRequest, number: str) -> HttpResponse:
    """One batch with its lines and what can be done now."""
    found = batch_of(request, number)
    seen(request, _TABLE, number)
    return _shown(request, found)


def _shown(request: OfficeRequest, found: Batch, status: int = 200, **more: object) -> HttpResponse:
    who, left = request.office, found.state in _LEFT
    works = who.holds(*FINANCE)
    context = {
        "batch": found,
        "page": page(found.orders.order_by("number"), request, by=("number",), size=100),
        "standing": reconciling.standing(found) if left else None,
        "causes": queries.causes_of(found) if left else [],
        "layouts": layouts() if left and works else [],
        "steps": _steps(),
        "at": _STEP.get(BatchState(found.state), 0),
        "may_tax": works and found.state == BatchState.MADE,
        "may_check": who.holds(CHECKER)
        and found.state == BatchState.MADE
        and found.maker_id != who.account.pk,
        "may_release": who.holds(CHECKER) and found.state == BatchState.CHECKED,
        "may_reject": works and found.state in (BatchState.MADE, BatchState.CHECKED),
        "may_return": works and left,
        "may_reconcile": works and found.state == BatchState.RELEASED,
        "may_remit": works and left and found.tax == Tax.WITHHELD,
        "tax_form": TaxForm(initial={"tax": found.tax or None}),
        "reject_form": ReasonForm(),
        "return_form": ReturnForm(),
        "reconcile_form": ReconcileForm(),
        **more,
    }
    return render(request, "console/finance/batch.html", context, status=status)


def _steps() -> list[str]:
    return [
        pgettext("heading", "制单"),
        pgettext("heading", "复核"),
        pgettext("heading", "送银行"),
        pgettext("heading", "对平"),
    ]


_STEP = {
    BatchState.MADE: 1,
    BatchState.CHECKED: 2,
    BatchState.RELEASED: 3,
    BatchState.RECONCILED: 4,
}


@office(*FINANCE)
def tax(request: OfficeRequest, number: str) -> HttpResponse:
    """What becomes of income tax."""
    found, form = batch_of(request, number), TaxForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, status=422, tax_form=form)
    held = form.cleaned_data
    ledger_batches.set_tax(found, Tax(held["tax"]), request.office.account, withheld=held["withheld"])
    messages.success(request, gettext("个税处理已注明。"))
    return redirect("console:finance:batch", number=number)


@office(CHECKER)
def check(request: OfficeRequest, number: str) -> HttpResponse:
    """Found right by a second person."""
    ledger_batches.check(batch_of(request, number), request.office.account)
    messages.success(request, gettext("已复核，可以送银行。"))
    return redirect("console:finance:batch", number=number)


@office(*FINANCE)
def reject(request: OfficeRequest, number: str) -> HttpResponse:
    """Sent back before it left: its orders wait for another batch."""
    found, form = batch_of(request, number), ReasonForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, status=422, reject_form=form)
    ledger_batches.reject(found, request.office.account, form.cleaned_data["reason"])
    messages.success(request, gettext("批次已退回，付款单等待重新制单。"))
    return redirect("console:finance:batch", number=number)


@office(CHECKER)
def release(request: OfficeRequest, number: str) -> HttpResponse:
    """It leaves: its lines are in transit."""
    ledger_batches.release(batch_of(request, number), request.office.account)
    messages.success(request, gettext("已送银行，请下载付款文件交银行。"))
    return redirect("console:finance:batch", number=number)


@office(*FINANCE)
def take_return(request: OfficeRequest, number: str) -> HttpResponse:
    """The bank's return file, whole or not at all; its faults are shown beside the form."""
    found, form = batch_of(request, number), ReturnForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, found, status=422, return_form=form)
    file = form.cleaned_data["file"]
    try:
        answer = take_upload(
            found, file.name, file.read(), form.cleaned_data["layout"], actor=request.office.account
        )
    except DuixianError as error:
        return _shown(request, found, status=422, return_form=form, refusal=refusal_of(error))
    paying.follow(request.office.authority)
    messages.success(
        request,
        gettext("回盘已导入：{settled} 笔有结果，{open} 笔尚无结果。").format(
            settled=len(answer.settled), open=len(answer.open)
        ),
    )
    return redirect("console:finance:batch", number=number)


@office(*FINANCE)
def reconcile(request: OfficeRequest, number: str) -> HttpResponse:
    """Batch, bank and journal say the same of every fen, or the page says what is missing."""
    found, form = batch_of(request, number), ReconcileForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, status=422, reconcile_form=form)
    try:
        reconciling.reconcile(found, bank_fen=form.cleaned_data["bank_fen"], actor=request.office.account)
    except DuixianError as error:
        return _shown(request, found, status=409, reconcile_form=form, refusal=refusal_of(error))
    messages.success(request, gettext("已对平：差额为零。"))
    return redirect("console:finance:batch", number=number)


@office(*FINANCE)
def remit(request: OfficeRequest, number: str) -> HttpResponse:
    """The tax withheld has gone to the tax office."""
    fen = taxes.remit(batch_of(request, number), actor=request.office.account)
    if fen:
        messages.success(request, gettext("代扣税款已登记缴纳。"))
    else:
        messages.info(request, gettext("没有尚未缴纳的代扣税款。"))
    return redirect("console:finance:batch", number=number)

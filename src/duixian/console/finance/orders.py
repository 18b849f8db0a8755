"""Payment orders: what is ready, one of them whole, and batches made of those chosen."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from duixian.authorities.sealing import index, unseal
from duixian.casework import paying
from duixian.casework.models import AccountWanted, Case
from duixian.casework.returned import reissuing
from duixian.console.doors import OfficeRequest, office
from duixian.console.finance import queries
from duixian.console.finance.finding import order_of
from duixian.console.finance.forms import DemandForm, MoneyBackForm, PayeeForm, ReasonForm
from duixian.console.finance.roles import FINANCE, MAKER, READERS
from duixian.console.seeing import exported, revealed, seen
from duixian.design.downloads import to_look_at
from duixian.design.paging import about, page
from duixian.ledger import batches
from duixian.ledger import orders as ledger_orders
from duixian.ledger.models import Batch, Order
from duixian.ledger.payees import ACCOUNT_KIND
from duixian.ledger.states import OrderState
from duixian.papers.receipts import receipt as receipt_of

_TABLE = "ledger.Order"
_DIGITS_OF_ACCOUNT = 12


@office(*READERS)
def orders(request: OfficeRequest) -> HttpResponse:
    """Orders of a state, to be chosen for a batch where they wait for one."""
    state = _state(request.GET.get("state", OrderState.ORDERED))
    asked = request.GET.get("q", "").strip()
    rows = _listed(request, state, asked)
    seen(request, _TABLE, state or "*", ["q"] if asked else ())
    context = {
        "state": state,
        "states": OrderState,
        "q": asked,
        "count": about(rows),
        "page": page(rows, request, by=("number",), size=100),
        "may_make": request.office.holds(MAKER) and state == OrderState.ORDERED,
    }
    return render(request, "console/finance/orders.html", context)


def _state(name: str) -> OrderState | None:
    return OrderState(name) if name in OrderState.values else None


def _listed(request: OfficeRequest, state: OrderState | None, asked: str) -> QuerySet[Order]:
    rows = Order.objects.filter(authority=request.office.authority).select_related("item", "batch")
    if asked:
        return rows.filter(_meant(asked))
    return rows.filter(state=state) if state else rows


def _meant(asked: str) -> Q:
    """A number of ours, a name, or a whole account number, which is looked up by its index."""
    digits = "".join(asked.split())
    if digits.isdigit() and len(digits) >= _DIGITS_OF_ACCOUNT:
        return Q(account_index=index(ACCOUNT_KIND, digits)) | Q(number=digits)
    return Q(number=asked) | Q(reference=asked) | Q(payee_name=asked) | Q(batch__number=asked)


@office(*READERS)
def order(request: OfficeRequest, number: str) -> HttpResponse:
    """One order: what it says, where its money went, and what can be done."""
    found = order_of(request, number)
    seen(request, _TABLE, number)
    return _shown(request, found)


def _shown(request: OfficeRequest, found: Order, status: int = 200, **more: object) -> HttpResponse:
    works = request.office.holds(*FINANCE)
    context = {
        "order": found,
        "end": queries.account_end(found),
        "case": Case.objects.filter(entitlement__number=found.reference).order_by("-pk").first(),
        "entries": [(entry, *queries.ends(entry)) for entry in found.entries.order_by("number")],
        "returns": found.returns.order_by("pk"),
        "later": Order.objects.filter(replaces=found).first(),
        "refunds": found.refunds.order_by("pk"),
        "recoveries": found.recoveries.order_by("pk"),
        "wanted": AccountWanted.objects.filter(order=found).select_related("given_by").first(),
        "works": works,
        "payee_form": PayeeForm(initial=_payee(found))
        if works and found.state == OrderState.RETURNED
        else None,
        "refund_form": MoneyBackForm(prefix="refund") if works and found.state == OrderState.PAID else None,
        "demand_form": DemandForm(prefix="demand") if works and found.state == OrderState.PAID else None,
        "bounce_form": ReasonForm(prefix="bounce") if works and found.state == OrderState.PAID else None,
        **more,
    }
    return render(request, "console/finance/order.html", context, status=status)


def _payee(found: Order) -> dict[str, str]:
    """What stays as it was; the account is asked for anew."""
    return {"name": found.payee_name, "bank": found.bank, "bank_code": found.bank_code}


@office(*READERS)
def reveal(request: OfficeRequest, number: str) -> HttpResponse:
    """The whole account number, for somebody who asked for it; the asking is written down."""
    found = order_of(request, number)
    revealed(request, _TABLE, number, ["account"])
    return render(request, "console/finance/account.html", {"account": unseal(bytes(found.account_sealed))})


@office(*READERS)
def receipt(request: OfficeRequest, number: str) -> HttpResponse:
    """The receipt of a paid order."""
    content = receipt_of(order_of(request, number))
    exported(request, _TABLE, number, ["receipt"])
    return to_look_at(content, f"{number}.pdf")


@office(*FINANCE)
def reissue(request: OfficeRequest, number: str) -> HttpResponse:
    """A returned order goes out again: to the account its payee gave, or to one that an officer corrected."""
    found, form = order_of(request, number), PayeeForm(request.POST)
    given = "given" in request.POST
    if not given and not form.is_valid():
        return _shown(request, found, status=422, payee_form=form)
    again = reissuing.reissue(found, request.office.account, None if given else form.payee())
    messages.success(
        request, gettext("已按更正的账户开出新单 {number}，等待制单。").format(number=again.number)
    )
    return redirect("console:finance:order", number=again.number)


@office(*FINANCE)
def cancel(request: OfficeRequest, number: str) -> HttpResponse:
    """An order that is in no batch, or came back, is taken back; its money is reserved again."""
    ledger_orders.cancel(order_of(request, number), actor=request.office.account)
    paying.follow(request.office.authority)
    messages.success(request, gettext("付款单已撤销，款项恢复为预留。"))
    return redirect("console:finance:order", number=number)


@office(MAKER)
def order_due(request: OfficeRequest) -> HttpResponse:
    """Orders for everything that has fallen due."""
    made = paying.order_due(request.office.authority, request.office.account)
    messages.success(request, gettext("新列付款单 {count} 笔。").format(count=len(made)))
    return redirect("console:finance:orders")


@office(MAKER)
def make(request: OfficeRequest) -> HttpResponse:
    """Batches of the orders that were ticked, or of all that wait: as many as banks' limits ask for."""
    heaps = batches.divide(_chosen(request))
    if not heaps:
        messages.warning(request, gettext("没有选中可制单的付款单。"))
        return redirect("console:finance:orders")
    made = [batches.make(heap[0].item, heap, request.office.account) for heap in heaps]
    return _made(request, made)


def _chosen(request: OfficeRequest) -> QuerySet[Order]:
    rows = Order.objects.filter(authority=request.office.authority, state=OrderState.ORDERED)
    rows = rows.select_related("item__authority")
    return rows if request.POST.get("all") else rows.filter(number__in=request.POST.getlist("order"))


def _made(request: OfficeRequest, made: Sequence[Batch]) -> HttpResponse:
    messages.success(
        request,
        gettext("已制 {batches} 个批次，共 {lines} 笔。请注明个税处理，再由另一人复核。").format(
            batches=len(made), lines=sum(batch.lines for batch in made)
        ),
    )
    if len(made) == 1:
        return redirect("console:finance:batch", number=made[0].number)
    return redirect("console:finance:batches")

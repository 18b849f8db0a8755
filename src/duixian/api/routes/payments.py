"""Payments as the ledger has them, and the instalments that they pay."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ninja import Query, Router, Schema
from pydantic import Field

from duixian.api.endpoints import reads
from duixian.api.errors import not_there
from duixian.api.guard import Call, may_see_personal
from duixian.api.masks import masked, note
from duixian.api.paging import USUAL, Cursor, Fen, Limit, Page, page_of
from duixian.api.scopes import Scope
from duixian.authorities import sealing
from duixian.decisions.store.models import Instalment
from duixian.ledger.models import Order, Return
from duixian.values.bilingual import Text

router = Router(tags=["payments"])
instalments = Router(tags=["payments"])


class ReturnOut(Schema):
    """The bank's word on a payment."""

    ok: bool
    late: bool
    cause: str
    words: str
    taken_at: datetime


class PaymentOut(Schema):
    """One payment to one payee; `account` shows its last four digits unless the token may see more."""

    number: str
    reference: str
    instalment: str
    payee_name: str
    account: str
    bank: str
    amount_fen: Fen
    withheld_fen: Fen
    purpose: str
    state: str
    batch: str | None
    replaces: str | None
    ordered_at: datetime
    returns: list[ReturnOut]


class InstalmentOut(Schema):
    """One part of the money of an entitlement; `entitlement` and `code` are its payment's reference and instalment."""

    entitlement: str = Field(validation_alias="entitlement.number")
    code: str
    measure: str = Field(validation_alias="entitlement.measure")
    case_id: str = Field(validation_alias="entitlement.case_id")
    period: str
    due: date | None
    amount_fen: Fen
    state: str


class PaymentFilter(Schema):
    """Which payments."""

    reference: Annotated[str | None, Field(max_length=200)] = None
    state: Annotated[str | None, Field(max_length=12)] = None
    batch: Annotated[str | None, Field(max_length=24)] = None


class InstalmentFilter(Schema):
    """Which instalments."""

    entitlement: Annotated[str | None, Field(max_length=80)] = None
    state: Annotated[str | None, Field(max_length=8)] = None
    due_until: date | None = None


@reads(router, "", Scope.PAYMENTS_READ, Page[PaymentOut])
def list_payments(
    request: Call, chosen: Query[PaymentFilter], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[PaymentOut]:
    """付款单，新的在前 / payments, the newest first."""
    wanted = {"batch__number" if name == "batch" else name: said for name, said in chosen if said is not None}
    kept = Order.objects.filter(authority=request.auth.authority, **wanted)
    rows, after = page_of(kept.select_related("batch", "replaces").prefetch_related("returns"), cursor, limit)
    note(request, _looks(request), "ledger.Order", str(wanted), ["payee_name", "account"])
    return Page[PaymentOut](items=[_payment(request, row) for row in rows], next=after)


@reads(router, "/{number}", Scope.PAYMENTS_READ, PaymentOut)
def one_payment(request: Call, number: str) -> PaymentOut:
    """一笔付款，含银行回单 / one payment with the bank's words on it."""
    kept = Order.objects.filter(authority=request.auth.authority).select_related("batch", "replaces")
    found = kept.filter(number=number).first()
    if found is None:
        raise not_there(Text("付款单", "payment"), number)
    note(request, _looks(request), "ledger.Order", number, ["payee_name", "account"])
    return _payment(request, found)


@reads(instalments, "", Scope.PAYMENTS_READ, Page[InstalmentOut])
def list_instalments(
    request: Call, chosen: Query[InstalmentFilter], cursor: Cursor = None, limit: Limit = USUAL
) -> Page[InstalmentOut]:
    """分期，新的在前 / instalments, the newest first."""
    names = {"entitlement": "entitlement__number", "due_until": "due__lte", "state": "state"}
    wanted = {names[name]: said for name, said in chosen if said is not None}
    kept = Instalment.objects.filter(authority=request.auth.authority, **wanted)
    rows, after = page_of(kept.select_related("entitlement", "payee"), cursor, limit)
    return Page[InstalmentOut](items=[InstalmentOut.from_orm(row) for row in rows], next=after)


def _looks(call: Call) -> str:
    return "reveal" if may_see_personal(call) else "view"


def _payment(call: Call, order: Order) -> PaymentOut:
    account = sealing.unseal(bytes(order.account_sealed))
    return PaymentOut(
        number=order.number,
        reference=order.reference,
        instalment=order.instalment,
        payee_name=order.payee_name,
        account=account if may_see_personal(call) else masked(account),
        bank=order.bank,
        amount_fen=order.amount_fen,
        withheld_fen=order.withheld_fen,
        purpose=order.purpose,
        state=order.state,
        batch=order.batch.number if order.batch else None,
        replaces=order.replaces.number if order.replaces else None,
        ordered_at=order.ordered_at,
        returns=[_return(word) for word in order.returns.all()],
    )


def _return(word: Return) -> ReturnOut:
    return ReturnOut(ok=word.ok, late=word.late, cause=word.cause, words=word.words, taken_at=word.taken_at)

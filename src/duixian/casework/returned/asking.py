"""Tell the payees of payments that came back, once each, and ask them for an account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.models.case import Case
from duixian.casework.models.wanted import AccountWanted
from duixian.casework.told import benefit_of
from duixian.decisions.store.models import Instalment
from duixian.ledger.models import Cause, Order, Return
from duixian.ledger.states import OrderState
from duixian.notices.messages.telling import tell
from duixian.notices.messages.templates import Word
from duixian.values.bilingual import Text


def ask(authority: Authority) -> list[AccountWanted]:
    """Ask the payees of payments that came back since. Doing it again changes nothing, at the same moment too."""
    fresh = Order.objects.filter(
        authority=authority, state=OrderState.RETURNED, account_wanted__isnull=True
    ).order_by("pk")
    return [wanted for found in _found(list(fresh)) if (wanted := _ask(*found)) is not None]


def open_ones(authority: Authority) -> QuerySet[AccountWanted]:
    """Payments that came back and were not issued again; what the payee gave may stand there already."""
    return AccountWanted.objects.filter(authority=authority, order__state=OrderState.RETURNED).select_related(
        "order"
    )


def cause_of(order: Order) -> Cause:
    """Why the bank sent a payment back, by its last word."""
    row = Return.objects.filter(order=order, ok=False).order_by("-pk").first()
    return Cause.OTHER if row is None else Cause(row.cause)


def _found(orders: list[Order]) -> Iterator[tuple[Order, Instalment, Case]]:
    """Each payment with what it pays; one that nobody's case ordered has no payee to ask."""
    references = {order.reference for order in orders}
    rows = Instalment.objects.filter(entitlement__number__in=references).select_related(
        "entitlement", "payee"
    )
    paid = {(row.entitlement.number, row.code): row for row in rows}
    cases = _cases({row.entitlement_id for row in paid.values()})
    for order in orders:
        row = paid.get((order.reference, order.instalment))
        if row is not None and row.entitlement_id in cases:
            yield order, row, cases[row.entitlement_id]


def _cases(entitlements: Iterable[int]) -> dict[int, Case]:
    rows = Case.objects.filter(entitlement__in=set(entitlements)).select_related("version", "authority")
    return {row.entitlement_id: row for row in rows.order_by("pk") if row.entitlement_id is not None}


@transaction.atomic
def _ask(order: Order, instalment: Instalment, case: Case) -> AccountWanted | None:
    """None where somebody asked at the same moment."""
    payee = instalment.payee
    wanted, fresh = AccountWanted.objects.get_or_create(
        order=order,
        defaults={
            "authority_id": order.authority_id,
            "case": case,
            "table": payee.table,
            "key": payee.key,
            "asked_at": clock.now(),
        },
    )
    if not fresh:
        return None
    words: dict[str, Word] = {
        "benefit": benefit_of(case),
        "amount": order.amount_fen,
        "reason": _said(cause_of(order)),
    }
    tell(case.authority, "payment_returned", words, table=payee.table, key=payee.key, reference=case.number)
    return wanted


def _said(cause: Cause) -> Text:
    words = {}
    for language in ("zh-hans", "en"):
        with override(language):
            words[language] = str(cause.label)
    return Text(words["zh-hans"], words["en"])

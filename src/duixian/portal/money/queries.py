"""Instalments of a subject, and the orders that paid them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from duixian.casework.models import AccountWanted, Case
from duixian.decisions.store.models import Instalment
from duixian.decisions.store.states import InstalmentState
from duixian.ledger.models import Order, Return
from duixian.ledger.states import OrderState
from duixian.portal.doors import Claimant
from duixian.portal.returned.queries import by_order, taken_back_fen

SHOWN = (
    InstalmentState.PLANNED,
    InstalmentState.DUE,
    InstalmentState.IN_PAYMENT,
    InstalmentState.PAID,
    InstalmentState.STOPPED,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment as its payee sees it. ``order``: the payment, once it is ordered; ``case``: where it comes from;
    ``wanted``: the account that is wanted because it came back."""

    instalment: Instalment
    order: Order | None
    case: Case | None
    answer: Return | None
    wanted: AccountWanted | None

    @property
    def paid_at(self) -> datetime | None:
        """When the bank said that it was paid."""
        return self.answer.taken_at if self.answer is not None and self.answer.ok else None

    @property
    def came_back(self) -> bool:
        """Whether the bank sent it back and nothing took its place yet."""
        return self.order is not None and self.order.state == OrderState.RETURNED

    @property
    def is_paid(self) -> bool:
        """Whether the money is there."""
        return self.order is not None and self.order.state == OrderState.PAID


def instalments_of(who: Claimant) -> QuerySet[Instalment]:
    """Of the subject, the newest entitlement first; those that never come to anything are left out."""
    table, key = who.pair
    held = Instalment.objects.filter(
        authority=who.authority,
        payee__table=table,
        payee__key=key,
        amount_fen__gt=0,
        state__in=[state.value for state in SHOWN],
    )
    return held.select_related("payee", "entitlement").order_by("-entitlement__pk", "number", "part")


def parts_of(who: Claimant, held: Iterable[Instalment]) -> list[Part]:
    """Instalments with their payments and cases; five queries, however many there are."""
    rows = list(held)
    orders = _orders(who, rows)
    cases = _cases(who, rows)
    answers = _answers(orders.values())
    wanted = by_order(who, orders.values())
    parts = []
    for row in rows:
        order = orders.get((row.entitlement.number, row.code))
        number = order.pk if order is not None else 0
        parts.append(Part(row, order, cases.get(row.entitlement_id), answers.get(number), wanted.get(number)))
    return parts


def _answers(orders: Iterable[Order]) -> dict[int, Return]:
    found = Return.objects.filter(order__in=[order.pk for order in orders])
    return {answer.order_id: answer for answer in found.order_by("pk")}


def _orders(who: Claimant, rows: list[Instalment]) -> dict[tuple[str, str], Order]:
    found = Order.objects.filter(
        authority=who.authority, reference__in={row.entitlement.number for row in rows}
    )
    # The last word of a payment that was sent again is that of its last order.
    return {(order.reference, order.instalment): order for order in found.order_by("pk")}


def _cases(who: Claimant, rows: list[Instalment]) -> dict[int, Case]:
    found = Case.objects.filter(
        authority=who.authority, entitlement__in={row.entitlement_id for row in rows}
    ).defer("version__archive")
    return {
        case.entitlement_id: case
        for case in found.select_related("version").order_by("pk")
        if case.entitlement_id
    }


def order_of(who: Claimant, number: str) -> Order:
    """A payment to the subject that the bank carried out. Raises Http404."""
    order = Order.objects.filter(authority=who.authority, number=number, state=OrderState.PAID).first()
    mine = order is not None and any(
        row.code == order.instalment
        for row in instalments_of(who).filter(Q(entitlement__number=order.reference))
    )
    if order is None or not mine:
        raise Http404(number)
    return order


@dataclass(frozen=True, slots=True)
class Sums:
    """In fen: paid, on its way (due or in payment), and still to come."""

    paid: int
    coming: int
    later: int


def sums_of(who: Claimant) -> Sums:
    """All money of the subject by where it stands."""
    rows = instalments_of(who).order_by().values_list("state").annotate(fen=Sum("amount_fen"))
    fen: dict[str, int] = dict(rows)
    coming = fen.get(InstalmentState.DUE, 0) + fen.get(InstalmentState.IN_PAYMENT, 0)
    back = taken_back_fen(who)
    return Sums(fen.get(InstalmentState.PAID, 0) - back, coming + back, fen.get(InstalmentState.PLANNED, 0))

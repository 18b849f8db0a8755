"""Money of a payment that the payee gives back, and its return into the budget of the year."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account as Person
from duixian.ledger.balances import by_source
from duixian.ledger.errors import BudgetShort, OrderRefused, RecoveryRefused
from duixian.ledger.kinds import Kind, Verb
from duixian.ledger.models import Item, Order, Recovery, Refund
from duixian.ledger.movements import Movement
from duixian.ledger.orders import locked
from duixian.ledger.posting import hold, hold_open, post
from duixian.ledger.splitting import divide, less
from duixian.ledger.states import OrderState
from duixian.ledger.taxes import paid_parts


@transaction.atomic
def take(
    order: Order,
    fen: int,
    receipt: str,
    *,
    reason: str = "",
    day: date | None = None,
    actor: Person | None = None,
) -> Refund:
    """Money came back unasked; ``receipt`` names the incoming transfer and is taken once.

    Raises OrderRefused (``order-state`` unless paid, ``more-than-paid``), RecoveryRefused (``receipt-used``).
    """
    hold(order.item)
    held = locked(order)
    known = Refund.objects.filter(authority=held.authority, receipt=receipt).first()
    if known is not None:
        return _same(known, held, fen)
    parts = divide(fen, returnable(held, fen))
    refund = Refund.objects.create(
        authority=held.authority,
        order=held,
        receipt=receipt,
        fen=fen,
        parts_fen=list(parts),
        reason=reason,
        day=day or clock.today(),
        actor=actor,
    )
    post([Movement(held.item, Verb.REFUND, parts, held.reference, held)], actor)
    return refund


def restore(item: Item, fen: int, *, actor: Person | None = None) -> None:
    """Money that came back may be spent again this year. Raises BudgetShort when less than that came back."""
    with transaction.atomic():
        held = hold_open(item)
        parts = by_source(held, Kind.RECOVERED)
        if sum(parts) < fen:
            raise BudgetShort(held, fen, sum(parts))
        post([Movement(held, Verb.RESTORE, divide(fen, parts))], actor)


def returnable(order: Order, fen: int) -> tuple[int, ...]:
    """What of a paid order, by source, has neither come back nor is being recovered.

    Raises OrderRefused (``order-state``, ``more-than-paid``) when that is less than ``fen``.
    """
    if order.state != OrderState.PAID:
        raise OrderRefused.state(order, OrderState.RETURNED)
    left = paid_parts(order)
    for refund in Refund.objects.filter(order=order):
        left = less(left, refund.parts_fen)
    for recovery in Recovery.objects.filter(order=order):
        left = less(left, recovery.whole_fen)
    if sum(left) < fen:
        raise OrderRefused.too_much(order, fen, sum(left))
    return left


def _same(known: Refund, order: Order, fen: int) -> Refund:
    if (known.order_id, known.fen) != (order.pk, fen):
        raise RecoveryRefused.receipt(known.receipt)
    return known

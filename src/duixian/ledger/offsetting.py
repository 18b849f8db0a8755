"""Recovery by offset (抵扣): what must come back is kept off a later payment of the same payee, who has agreed to it.

The waiting order gives way to two: what is offset, settled at once and never sent to a bank, and the rest, if there is
any, which is paid as ever. The payee has been paid the whole; the part kept off has come back for the recovery.
"""

from __future__ import annotations

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account as Person
from duixian.ledger.errors import OrderRefused, RecoveryRefused
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Order, Recovery, RecoveryReceipt
from duixian.ledger.movements import Movement, of_order
from duixian.ledger.numbering import fresh
from duixian.ledger.orders import locked, move
from duixian.ledger.posting import hold, hold_open, post
from duixian.ledger.recoveries import held_one, taken_off
from duixian.ledger.splitting import divide, less
from duixian.ledger.states import OrderState


@transaction.atomic
def offset(
    recovery: Recovery, order: Order, fen: int, *, consent: str, actor: Person | None = None
) -> RecoveryReceipt:
    """``fen`` of what must come back is kept off an order that waits for a batch; ``consent`` names the document by
    which the payee agreed, and its day. The same order is offset once.

    Raises RecoveryRefused (``no-consent``, ``other-payee``, ``more-than-due``, ``receipt-used``), OrderRefused
    (``order-state`` unless it waits, ``more-than-paid`` for more than it pays), ItemRefused (closed).
    """
    for item in sorted({recovery.order.item, order.item}, key=lambda one: one.pk):
        hold(item)
    hold_open(order.item)
    receipt = f"抵扣 {order.number}"
    known = RecoveryReceipt.objects.filter(authority=order.authority, receipt=receipt).first()
    if known is not None:
        return _same(known, recovery, fen)
    owed, waiting = held_one(recovery), locked(order)
    _check(owed, waiting, fen, consent)
    parts = taken_off(owed, fen)
    settled = _divided(waiting, fen)
    taken = RecoveryReceipt.objects.create(
        authority=owed.authority,
        recovery=owed,
        receipt=receipt,
        fen=fen,
        day=clock.today(),
        payment=settled,
        consent=consent.strip(),
        actor=actor,
    )
    received = Movement(owed.order.item, Verb.RECEIVE, parts, owed.order.reference, owed.order)
    post([of_order(Verb.OFFSET, settled), received], actor)
    return taken


def _same(known: RecoveryReceipt, recovery: Recovery, fen: int) -> RecoveryReceipt:
    if (known.recovery_id, known.fen) != (recovery.pk, fen):
        raise RecoveryRefused.receipt(known.receipt)
    return known


def _check(owed: Recovery, waiting: Order, fen: int, consent: str) -> None:
    if not consent.strip():
        raise RecoveryRefused.no_consent(owed.matter)
    if waiting.state != OrderState.ORDERED:
        raise OrderRefused.state(waiting, OrderState.REISSUED)
    paid = owed.order
    if (paid.payee_name, paid.account_index) != (waiting.payee_name, waiting.account_index):
        raise RecoveryRefused.other_payee(owed.matter, waiting)
    if fen > waiting.amount_fen:
        raise OrderRefused.too_much(waiting, fen, waiting.amount_fen)


def _divided(waiting: Order, fen: int) -> Order:
    """The order gives way to what is offset, which is given back, and to the rest."""
    whole = fen == waiting.amount_fen
    parts = divide(fen, waiting.parts_fen)
    move([waiting], OrderState.REISSUED)
    # What stands for the instalment takes its name; a part beside the rest is named for the order it was cut from.
    name = waiting.instalment if whole else f"{waiting.instalment} 抵扣 {waiting.number}"
    settled = _piece(waiting, parts, instalment=name, state=OrderState.PAID)
    if whole:
        settled.replaces = waiting
    else:
        rest = _piece(waiting, less(waiting.parts_fen, parts), instalment=waiting.instalment)
        rest.replaces = waiting
        rest.save(force_insert=True)
    settled.save(force_insert=True)
    return settled


def _piece(
    order: Order, parts: tuple[int, ...], *, instalment: str, state: OrderState = OrderState.ORDERED
) -> Order:
    return Order(
        authority=order.authority,
        number=fresh("P", 1)[0],
        item=order.item,
        reference=order.reference,
        instalment=instalment,
        payee_name=order.payee_name,
        account_sealed=order.account_sealed,
        account_index=order.account_index,
        bank=order.bank,
        bank_code=order.bank_code,
        amount_fen=sum(parts),
        parts_fen=list(parts),
        purpose=order.purpose,
        state=state,
        ordered_at=clock.now(),
    )

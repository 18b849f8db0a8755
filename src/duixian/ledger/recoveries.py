"""Recoveries (追回): opened for a payment, come in by a plan of instalments, waived where they were wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet

from duixian.authorities import clock
from duixian.authorities.models import Account as Person
from duixian.authorities.models import Authority
from duixian.ledger.errors import LedgerError, OrderRefused, RecoveryRefused
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Order, Recovery, RecoveryDue, RecoveryReceipt
from duixian.ledger.movements import Movement
from duixian.ledger.orders import locked
from duixian.ledger.posting import hold, post
from duixian.ledger.refunds import returnable
from duixian.ledger.splitting import divide, less
from duixian.ledger.states import OrderState

Plan = Sequence[tuple[date, int]]
"""Instalments: the day each is due, and its fen."""


@transaction.atomic
def demand(
    order: Order, fen: int, *, matter: str, reason: str, plan: Plan = (), actor: Person | None = None
) -> Recovery:
    """``fen`` of a paid order must come back, once for a matter; without a plan all is due today.

    Raises OrderRefused (``order-state``, ``more-than-paid``), RecoveryRefused (``plan-sum``,
    ``recovery-differs``).
    """
    hold(order.item)
    held = locked(order)
    known = Recovery.objects.filter(authority=held.authority, order=held, matter=matter).first()
    if known is not None:
        return _same(known, fen)
    recovery = _row(held, fen, matter, reason, actor)
    _lay_out(recovery, plan or [(clock.today(), fen)])
    post([Movement(held.item, Verb.CHARGE, recovery.whole_fen, held.reference, held)], actor)
    return recovery


@transaction.atomic
def demand_of(
    authority: Authority, reference: str, fen: int, *, matter: str, reason: str, actor: Person | None = None
) -> list[Recovery]:
    """``fen`` must come back of what was paid for a reference, from the latest payments first.

    Raises OrderRefused (``more-than-paid``) when less was paid.
    """
    rows = Recovery.objects.filter(authority=authority, order__reference=reference, matter=matter)
    known = list(rows.order_by("pk"))
    if known:
        return _same_sum(known, fen)
    opened, left = [], fen
    for order in _paid(authority, reference):
        share = min(left, sum(returnable(order, 0)))
        if share:
            opened.append(demand(order, share, matter=matter, reason=reason, actor=actor))
            left -= share
    if left:
        raise _nothing(authority, reference, fen, fen - left)
    return opened


@transaction.atomic
def replan(recovery: Recovery, plan: Plan) -> Recovery:
    """Another plan for what has not come back. Raises RecoveryRefused (``plan-sum``)."""
    held = held_one(recovery)
    paid = [due for due in held.plan.all() if due.received_fen]
    held.plan.filter(received_fen=0).delete()
    for due in paid:
        due.fen = due.received_fen
        due.save(update_fields=["fen"])
    _lay_out(held, plan, after=max((due.number for due in paid), default=0))
    return held


@transaction.atomic
def receive(
    recovery: Recovery, fen: int, receipt: str, *, day: date | None = None, actor: Person | None = None
) -> RecoveryReceipt:
    """Money came in for a recovery; ``receipt`` is taken once. It fills the earliest instalments first.

    Raises RecoveryRefused (``more-than-due``, ``receipt-used``).
    """
    held = held_one(recovery)
    known = RecoveryReceipt.objects.filter(authority=held.authority, receipt=receipt).first()
    if known is not None:
        if (known.recovery_id, known.fen) != (held.pk, fen):
            raise RecoveryRefused.receipt(receipt)
        return known
    parts = taken_off(held, fen)
    taken = RecoveryReceipt.objects.create(
        authority=held.authority,
        recovery=held,
        receipt=receipt,
        fen=fen,
        day=day or clock.today(),
        actor=actor,
    )
    post([Movement(held.order.item, Verb.RECEIVE, parts, held.order.reference, held.order)], actor)
    return taken


@transaction.atomic
def waive(recovery: Recovery, *, actor: Person | None = None) -> Recovery:
    """What has not come back need not: the recovery was wrong, or is given up. Its plan ends."""
    held = held_one(recovery)
    if held.waived:
        return held
    parts = list(held.parts_fen)
    held.whole_fen = list(less(held.whole_fen, parts))
    held.parts_fen, held.waived = [0] * len(parts), True
    held.save(update_fields=["whole_fen", "parts_fen", "waived"])
    post([Movement(held.order.item, Verb.WAIVE, parts, held.order.reference, held.order)], actor)
    return held


def overdue(authority: Authority, day: date | None = None) -> QuerySet[RecoveryDue]:
    """The instalments that should have come in before a day (today), the oldest first."""
    rows = RecoveryDue.objects.filter(
        authority=authority, recovery__waived=False, due__lt=day or clock.today(), received_fen__lt=F("fen")
    )
    return rows.order_by("due", "pk")


def held_one(recovery: Recovery) -> Recovery:
    """The recovery as it is now, locked after its item."""
    hold(recovery.order.item)
    rows = Recovery.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "order__item__authority"
    )
    return rows.get(pk=recovery.pk)


def _row(order: Order, fen: int, matter: str, reason: str, actor: Person | None) -> Recovery:
    parts = list(divide(fen, returnable(order, fen)))
    return Recovery.objects.create(
        authority=order.authority,
        order=order,
        matter=matter,
        reason=reason,
        fen=fen,
        whole_fen=parts,
        parts_fen=parts,
        opened_at=clock.now(),
        actor=actor,
    )


def _lay_out(recovery: Recovery, plan: Plan, after: int = 0) -> None:
    planned = sum(fen for _, fen in plan)
    if planned != recovery.left_fen or any(fen <= 0 for _, fen in plan):
        raise RecoveryRefused.plan(recovery.matter, planned, recovery.left_fen)
    RecoveryDue.objects.bulk_create(
        RecoveryDue(authority=recovery.authority, recovery=recovery, number=number, due=day, fen=fen)
        for number, (day, fen) in enumerate(sorted(plan), start=after + 1)
    )


def taken_off(recovery: Recovery, fen: int) -> tuple[int, ...]:
    """A locked recovery has so much less to come back, the earliest instalments of its plan first; the parts by
    source. Raises RecoveryRefused (``more-than-due``)."""
    if not 0 < fen <= recovery.left_fen:
        raise RecoveryRefused.too_much(recovery.matter, fen, recovery.left_fen)
    parts = divide(fen, recovery.parts_fen)
    recovery.parts_fen = list(less(recovery.parts_fen, parts))
    recovery.save(update_fields=["parts_fen"])
    _fill(recovery, fen)
    return parts


def _fill(recovery: Recovery, fen: int) -> None:
    for due in recovery.plan.order_by("number"):
        share = min(fen, due.fen - due.received_fen)
        if share:
            due.received_fen += share
            due.save(update_fields=["received_fen"])
            fen -= share


def _same(known: Recovery, fen: int) -> Recovery:
    if known.fen != fen:
        raise RecoveryRefused.matter(known.matter)
    return known


def _same_sum(known: list[Recovery], fen: int) -> list[Recovery]:
    if sum(one.fen for one in known) != fen:
        raise RecoveryRefused.matter(known[0].matter)
    return known


def _paid(authority: Authority, reference: str) -> QuerySet[Order]:
    rows = Order.objects.filter(authority=authority, reference=reference, state=OrderState.PAID)
    return rows.select_related("item__authority").order_by("-ordered_at", "-pk")


def _nothing(authority: Authority, reference: str, fen: int, left: int) -> LedgerError:
    order = _paid(authority, reference).first()
    return OrderRefused.too_much(order, fen, left) if order else OrderRefused.never_paid(reference)

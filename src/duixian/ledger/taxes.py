"""Tax withheld from payments: which part of each source it is, and its way to the tax office."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities.models import Account as Person
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Batch, Entry, Order
from duixian.ledger.movements import Movement
from duixian.ledger.posting import hold_open, post
from duixian.ledger.splitting import divide, less
from duixian.ledger.states import OrderState


def withheld_parts(order: Order) -> tuple[int, ...]:
    """The tax withheld, by source, in fen."""
    return divide(order.withheld_fen, order.parts_fen)


def transferred_parts(order: Order) -> tuple[int, ...]:
    """What the payee gets, by source, in fen."""
    return less(order.parts_fen, withheld_parts(order))


def paid_parts(order: Order) -> tuple[int, ...]:
    """What is paid of the order by now, by source: the transfer, and the tax once it is remitted."""
    return tuple(order.parts_fen) if _remitted(order) else transferred_parts(order)


@transaction.atomic
def remit(batch: Batch, *, actor: Person | None = None) -> int:
    """The tax withheld from the paid lines of a batch has gone to the tax office; fen. Remitted once."""
    held = hold_open(batch.item)
    rows = batch.orders.filter(state=OrderState.PAID, withheld_fen__gt=0).order_by("pk")
    due = [row for row in rows if not _remitted(row)]
    post([Movement(held, Verb.REMIT, withheld_parts(row), row.reference, row) for row in due], actor)
    return sum(row.withheld_fen for row in due)


def _remitted(order: Order) -> bool:
    return Entry.objects.filter(order=order, verb=Verb.REMIT).exists()

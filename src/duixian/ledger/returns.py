"""The bank's return: each line paid, or not paid and why. A file is taken whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account as Person
from duixian.ledger.causes import cause_of
from duixian.ledger.errors import BatchRefused, OrderRefused, ReturnRefused
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Batch, Cause, Order, Return
from duixian.ledger.movements import Movement, of_order
from duixian.ledger.orders import locked, move
from duixian.ledger.posting import hold, post
from duixian.ledger.splitting import less
from duixian.ledger.states import BatchState, OrderState
from duixian.ledger.taxes import paid_parts, transferred_parts, withheld_parts
from duixian.values.bilingual import Text


@dataclass(frozen=True)
class Line:
    """What the bank says of one order; ``fen`` is the amount it names, where it names one."""

    number: str
    ok: bool
    words: str = ""
    fen: int | None = None
    bank_reference: str = ""


@transaction.atomic
def take(batch: Batch, lines: Sequence[Line], *, actor: Person | None = None) -> list[Return]:
    """Takes a return file, whole or in parts; a line that was taken before is passed over.

    Raises ReturnRefused listing every line that does not fit (unknown, another amount, said otherwise
    before), BatchRefused (``batch-state``) when the batch never left.
    """
    hold(batch.item)
    held = (
        Batch.objects.select_for_update(no_key=True, of=("self",))
        .select_related("item__authority")
        .get(pk=batch.pk)
    )
    if held.state not in (BatchState.RELEASED, BatchState.RECONCILED):
        raise BatchRefused.state(held, BatchState.RECONCILED)
    orders = {row.number: row for row in _orders(held)}
    said = {row.order.number: row.ok for row in held.returns.filter(late=False).select_related("order")}
    faults = list(_faults(lines, orders, said))
    if faults:
        raise ReturnRefused.faulty(held, faults)
    fresh = {line.number: line for line in lines if line.number not in said}
    return _enter(held, [(orders[number], line) for number, line in fresh.items()], actor)


@transaction.atomic
def bounce(order: Order, words: str, *, bank_reference: str = "", actor: Person | None = None) -> Return:
    """A payment that was made comes back from the bank later (退汇), be its year closed or not: it may be issued again.

    Raises OrderRefused (``order-state``) unless the bank paid it, (``more-than-paid``) when part of it came back.
    """
    hold(order.item)
    held = locked(order)
    known = held.returns.filter(late=True).first()
    if known is not None:
        return known
    if held.state != OrderState.PAID or held.batch is None:
        raise OrderRefused.state(held, OrderState.RETURNED)
    if held.refunds.exists() or held.recoveries.filter(waived=False).exists():
        raise OrderRefused.too_much(held, held.amount_fen, 0)
    move([held], OrderState.RETURNED)
    row = _row(
        held.batch, held, Line(held.number, False, words, bank_reference=bank_reference), actor, late=True
    )
    row.save(force_insert=True)
    post(_back(held), actor)
    return row


def failures(batch: Batch) -> dict[Cause, list[Order]]:
    """The orders of a batch that were not paid, by cause."""
    found: dict[Cause, list[Order]] = {}
    for row in batch.returns.filter(ok=False).select_related("order"):
        found.setdefault(Cause(row.cause), []).append(row.order)
    return found


def _orders(batch: Batch) -> list[Order]:
    rows = Order.objects.select_for_update(no_key=True, of=("self",)).select_related("item__authority")
    return list(rows.filter(batch=batch).order_by("pk"))


def _faults(lines: Iterable[Line], orders: Mapping[str, Order], said: Mapping[str, bool]) -> Iterator[Text]:
    known = dict(said)
    for line in lines:
        order = orders.get(line.number)
        if order is None:
            yield Text(f"{line.number} 不在此批次", f"{line.number} is not in this batch")
        elif line.fen is not None and line.fen != order.transfer_fen:
            yield Text(f"{line.number} 金额不符", f"{line.number} has another amount")
        elif known.setdefault(line.number, line.ok) != line.ok:
            yield Text(f"{line.number} 与先前的结果相反", f"{line.number} was said otherwise before")


def _enter(batch: Batch, pairs: Sequence[tuple[Order, Line]], actor: Person | None) -> list[Return]:
    move([order for order, line in pairs if line.ok], OrderState.PAID)
    move([order for order, line in pairs if not line.ok], OrderState.RETURNED)
    rows = Return.objects.bulk_create(_row(batch, order, line, actor) for order, line in pairs)
    post([movement for order, line in pairs for movement in _movements(order, line.ok)], actor)
    return rows


def _movements(order: Order, ok: bool) -> Iterator[Movement]:
    if not ok:
        yield of_order(Verb.FAIL, order)
        return
    yield Movement(order.item, Verb.WITHHOLD, withheld_parts(order), order.reference, order)
    yield Movement(order.item, Verb.PAY, transferred_parts(order), order.reference, order)


def _back(order: Order) -> list[Movement]:
    held = less(order.parts_fen, paid_parts(order))
    return [
        Movement(order.item, Verb.UNHOLD, held, order.reference, order),
        Movement(order.item, Verb.BOUNCE, paid_parts(order), order.reference, order),
    ]


def _row(batch: Batch, order: Order, line: Line, actor: Person | None, *, late: bool = False) -> Return:
    return Return(
        authority=batch.authority,
        batch=batch,
        order=order,
        ok=line.ok,
        late=late,
        cause="" if line.ok else cause_of(line.words),
        words=line.words,
        bank_reference=line.bank_reference,
        taken_at=clock.now(),
        actor=actor,
    )

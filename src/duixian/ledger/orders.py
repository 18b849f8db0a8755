"""Payments: ordered from reserved money, cancelled, and issued again when the bank returned them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account as Person
from duixian.ledger.carrying import carried
from duixian.ledger.errors import OrderRefused, ReservationRefused
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Item, Order, Reservation
from duixian.ledger.movements import of_order
from duixian.ledger.numbering import fresh
from duixian.ledger.payees import Payee
from duixian.ledger.posting import hold, hold_open, post
from duixian.ledger.splitting import divide, less, plus
from duixian.ledger.states import LIVE, ORDER_MOVES, OrderState

_BATCH_SIZE = 2000
_CASES = 200
"""Rows that are changed each to its own value by one statement: its cost grows with their square."""


@dataclass(frozen=True)
class Line:
    """A payment to order: an instalment of a reference, to a payee, for a purpose the bank prints. Fen."""

    reference: str
    instalment: str
    payee: Payee
    fen: int
    purpose: str

    @property
    def key(self) -> tuple[str, str]:
        """What is paid at most once."""
        return self.reference, self.instalment


def order(
    item: Item,
    reference: str,
    instalment: str,
    payee: Payee,
    fen: int,
    purpose: str,
    *,
    actor: Person | None = None,
) -> Order:
    """Orders one payment from what the item has reserved for the reference. See ``order_all``."""
    return order_all(item, [Line(reference, instalment, payee, fen, purpose)], actor=actor)[0]


@transaction.atomic
def order_all(item: Item, lines: Sequence[Line], *, actor: Person | None = None) -> list[Order]:
    """Orders payments, all or none; one that is live already and says the same is given back as it is.

    Raises OrderRefused (``payment-exists``) when it says something else, ReservationRefused
    (``not-reserved``), ItemRefused (closed).
    """
    held = hold_open(item)
    found = _live(held, {line.reference for line in lines})
    orders = dict(found)
    wanted = {line.key: line for line in lines}
    for key, line in wanted.items():
        if key in found and not _same(found[key], held, line):
            raise OrderRefused.differs(found[key])
    orders |= _add(held, [line for key, line in wanted.items() if key not in found], actor)
    return [orders[line.key] for line in lines]


@transaction.atomic
def cancel(order: Order, *, actor: Person | None = None) -> Order:
    """Takes back an order that is in no batch, or that the bank returned; its money is reserved again. What was
    returned after its year was closed goes back to the sources.

    Raises OrderRefused (``order-state``), ItemRefused (closed) for one that waits.
    """
    closed = hold(order.item).closed_at is not None
    held = locked(order)
    if held.state == OrderState.CANCELLED:
        return held
    if closed and held.state == OrderState.RETURNED:
        move([held], OrderState.CANCELLED)
        post([of_order(Verb.LAPSE_RETURNED, held)], actor)
        return held
    verb = Verb.ABANDON if held.state == OrderState.RETURNED else Verb.CANCEL
    move([held], OrderState.CANCELLED)
    kept = Reservation.objects.get(item=held.item, reference=held.reference)
    kept.parts_fen = list(plus(kept.parts_fen, held.parts_fen))
    kept.save(update_fields=["parts_fen"])
    post([of_order(verb, held)], actor)
    return held


@transaction.atomic
def reissue(order: Order, payee: Payee, *, actor: Person | None = None) -> Order:
    """A returned order is replaced by a new one to a corrected payee, from the same money; where it came back after its
    year was closed, the money goes on in the present year's item of the same code and is paid from there.

    Raises OrderRefused (``order-state``) unless it is returned, ItemRefused (``no-later-item``).
    """
    hold(order.item)
    held = locked(order)
    later = Order.objects.filter(replaces=held).first()
    if later is not None and payee.fits(later):
        return later
    move([held], OrderState.REISSUED)
    goes_on = carried(held) if held.item.closed_at is not None else None
    item, parts = (goes_on.item, goes_on.parts) if goes_on else (held.item, tuple(held.parts_fen))
    again = _row(item, Line(held.reference, held.instalment, payee, held.amount_fen, held.purpose))
    again.number, again.parts_fen, again.replaces = fresh("P", 1)[0], list(parts), held
    again.save(force_insert=True)
    entered = of_order(Verb.ORDER if goes_on else Verb.REISSUE, again)
    post([*(goes_on.movements if goes_on else ()), entered], actor)
    return again


def locked(order: Order) -> Order:
    """The order as it is now, locked until the transaction ends."""
    rows = Order.objects.select_for_update(no_key=True, of=("self",)).select_related("item__authority")
    return rows.get(pk=order.pk)


def move(orders: Iterable[Order], to: OrderState, **columns: object) -> None:
    """Changes where locked orders stand, and the columns given, alike for all.

    Raises OrderRefused (``order-state``) for the first that may not go there.
    """
    moved = list(orders)
    for one in moved:
        if to not in ORDER_MOVES.get(OrderState(one.state), ()):
            raise OrderRefused.state(one, to)
        one.state = to
        for column, value in columns.items():
            setattr(one, column, value)
    Order.objects.filter(pk__in=[one.pk for one in moved]).update(state=to, **columns)


def _live(item: Item, references: set[str]) -> dict[tuple[str, str], Order]:
    rows = Order.objects.filter(
        authority=item.authority, reference__in=references, state__in=LIVE
    ).select_related("item")
    return {(one.reference, one.instalment): one for one in rows}


def _same(kept: Order, item: Item, line: Line) -> bool:
    first = _first(kept)
    said = (first.item.code, first.amount_fen, first.purpose)
    return said == (item.code, line.fen, line.purpose) and line.payee.fits(first)


def _first(kept: Order) -> Order:
    """The order as it was first given: a corrected payee, another year's money or a part that was offset does not make
    it another payment."""
    while kept.replaces is not None:
        kept = kept.replaces
    return kept


def _add(item: Item, lines: Sequence[Line], actor: Person | None) -> dict[tuple[str, str], Order]:
    kept = _reservations(item, {line.reference for line in lines})
    rows = [_taken(item, line, kept) for line in lines]
    for row, number in zip(rows, fresh("P", len(rows)), strict=True):
        row.number = number
    Order.objects.bulk_create(rows, batch_size=_BATCH_SIZE)
    Reservation.objects.bulk_update(kept.values(), ["parts_fen"], batch_size=_CASES)
    post([of_order(Verb.ORDER, row) for row in rows], actor)
    return {(row.reference, row.instalment): row for row in rows}


def _reservations(item: Item, references: set[str]) -> dict[str, Reservation]:
    rows = Reservation.objects.filter(item=item, reference__in=references)
    return {one.reference: one for one in rows}


def _taken(item: Item, line: Line, kept: dict[str, Reservation]) -> Order:
    """An order row whose parts are taken from its reservation. Raises ReservationRefused."""
    reservation = kept.get(line.reference)
    left = reservation.left_fen if reservation else 0
    if reservation is None or left < line.fen:
        raise ReservationRefused.short(line.reference, line.fen, left)
    row = _row(item, line)
    row.parts_fen = list(divide(line.fen, reservation.parts_fen))
    reservation.parts_fen = list(less(reservation.parts_fen, row.parts_fen))
    return row


def _row(item: Item, line: Line) -> Order:
    return Order(
        authority=item.authority,
        item=item,
        reference=line.reference,
        instalment=line.instalment,
        amount_fen=line.fen,
        purpose=line.purpose,
        ordered_at=clock.now(),
        **line.payee.columns(),
    )

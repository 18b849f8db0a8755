"""Money of a payment that came back after its year was closed goes on in the present year's item of the same code."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.ledger.errors import ItemRefused
from duixian.ledger.kinds import Verb
from duixian.ledger.models import Item, Order, Reservation, Source
from duixian.ledger.movements import Movement, of_order
from duixian.ledger.posting import hold_open
from duixian.ledger.splitting import divide


@dataclass(frozen=True)
class Carried:
    """Where a returned order's money is now, by the sources of that item; the entries that say so."""

    item: Item
    parts: tuple[int, ...]
    movements: tuple[Movement, ...]


def carried(order: Order) -> Carried:
    """The money of a locked, returned order of a closed item, to be reserved for its reference in the first later item
    of the same code that is open. By source of the same name; where that item has others, by its own shares.

    Raises ItemRefused (``no-later-item``).
    """
    later = Item.objects.filter(
        authority=order.authority, code=order.item.code, year__gt=order.item.year, closed_at__isnull=True
    )
    found = later.order_by("year").first()
    if found is None:
        raise ItemRefused.no_later(order.item)
    item = hold_open(found)
    parts = _parts(order, item)
    _reserved(item, order, len(parts))
    out = of_order(Verb.CARRY_OUT, order)
    return Carried(item, parts, (out, Movement(item, Verb.CARRY_IN, parts, order.reference, order)))


def _parts(order: Order, item: Item) -> tuple[int, ...]:
    before = dict(zip(_names(order.item), order.parts_fen, strict=True))
    now = dict(Source.objects.filter(item=item).order_by("position").values_list("name", "weight"))
    if all(name in now for name, fen in before.items() if fen):
        return tuple(before.get(name, 0) for name in now)
    return divide(order.amount_fen, list(now.values()))


def _names(item: Item) -> list[str]:
    return list(Source.objects.filter(item=item).order_by("position").values_list("name", flat=True))


def _reserved(item: Item, order: Order, sources: int) -> None:
    """What is set aside for the reference in that item grows by what is ordered from it at once."""
    kept, _ = Reservation.objects.get_or_create(
        item=item,
        reference=order.reference,
        defaults={"authority": item.authority, "total_fen": 0, "parts_fen": [0] * sources},
    )
    kept.total_fen += order.amount_fen
    kept.save(update_fields=["total_fen"])

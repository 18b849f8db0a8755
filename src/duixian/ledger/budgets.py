"""Budgets: opened, added to, cut; money reserved for a reference, and freed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from duixian.authorities.models import Account as Person
from duixian.authorities.models import Authority
from duixian.authorities.sealing import seal
from duixian.ledger.balances import by_source
from duixian.ledger.errors import BudgetShort, ItemRefused, ReservationRefused
from duixian.ledger.kinds import Kind, Verb
from duixian.ledger.models import Account, Item, Reservation, Source
from duixian.ledger.movements import Movement
from duixian.ledger.posting import hold_open, post
from duixian.ledger.splitting import divide, less, plus


@dataclass(frozen=True)
class Payer:
    """The account from which an item is paid."""

    name: str
    account: str
    bank: str
    bank_code: str = ""


WHOLE = {"本级财政": 1}
"""One source that bears everything."""


@transaction.atomic
def open_item(
    authority: Authority,
    year: int,
    code: str,
    name: str,
    fen: int,
    *,
    shares: Mapping[str, int] | None = None,
    payer: Payer | None = None,
    actor: Person | None = None,
) -> Item:
    """An item of a year with its budget in fen, borne by its sources in proportion (``{"市级": 4, "区级": 6}``).

    Called again with the same words it gives the item that is there. Raises ItemRefused (``item-differs``)
    when that has another budget or other shares.
    """
    weights = dict(shares or WHOLE)
    item, made = Item.objects.get_or_create(
        authority=authority, year=year, code=code, defaults={"name": name, **_payer(payer)}
    )
    if not made:
        return _same(item, fen, weights)
    _add_accounts(item, weights)
    post([Movement(hold_open(item), Verb.GRANT, divide(fen, list(weights.values())))], actor)
    return item


def supplement(item: Item, fen: int, *, reason: str, actor: Person | None = None) -> None:
    """Adds to the budget, by the item's shares; ``reason`` is its document. Raises ItemRefused when closed."""
    with transaction.atomic():
        weights = list(Source.objects.filter(item=item).values_list("weight", flat=True))
        post([Movement(hold_open(item), Verb.GRANT, divide(fen, weights), reason)], actor)


def cut(item: Item, fen: int, *, reason: str, actor: Person | None = None) -> None:
    """Takes free money out of the budget. Raises BudgetShort."""
    with transaction.atomic():
        held = hold_open(item)
        post([Movement(held, Verb.CUT, _free(held, fen), reason)], actor)


def reserve(item: Item, reference: str, fen: int, *, actor: Person | None = None) -> Reservation:
    """Sets money of the item aside for a reference, once. See ``reserve_all``."""
    return reserve_all(item, {reference: fen}, actor=actor)[reference]


@transaction.atomic
def reserve_all(
    item: Item, amounts: Mapping[str, int], *, actor: Person | None = None
) -> dict[str, Reservation]:
    """Sets money aside for each reference (fen), all or none; what is set aside already stays as it is.

    Raises BudgetShort, ItemRefused (closed), ReservationRefused (``reservation-differs``: see ``amend``).
    """
    held = hold_open(item)
    kept = {one.reference: one for one in Reservation.objects.filter(item=held, reference__in=list(amounts))}
    for reference, one in kept.items():
        if one.total_fen != amounts[reference]:
            raise ReservationRefused.differs(one, amounts[reference])
    fresh = {reference: fen for reference, fen in amounts.items() if reference not in kept}
    return kept | _reserve(held, fresh, actor)


@transaction.atomic
def amend(item: Item, reference: str, fen: int, *, actor: Person | None = None) -> Reservation:
    """The reference has ``fen`` set aside in all from now on; at least what has been ordered from it.

    Raises BudgetShort, ReservationRefused (``reservation-used``).
    """
    held = hold_open(item)
    kept = Reservation.objects.filter(item=held, reference=reference).first()
    if kept is None:
        return _reserve(held, {reference: fen}, actor)[reference]
    change = fen - kept.total_fen
    if kept.left_fen + change < 0:
        raise ReservationRefused.below_ordered(reference, fen, kept.total_fen - kept.left_fen)
    verb, parts = _change(held, kept, change)
    kept.parts_fen = list((plus if change > 0 else less)(kept.parts_fen, parts))
    kept.total_fen = fen
    kept.save(update_fields=["parts_fen", "total_fen"])
    post([Movement(held, verb, parts, reference)], actor)
    return kept


def free(item: Item, reference: str, *, actor: Person | None = None) -> None:
    """Gives back what is reserved for a reference and not ordered; nothing to do when nothing is."""
    with transaction.atomic():
        kept = Reservation.objects.filter(item=hold_open(item), reference=reference).first()
        if kept is not None and kept.left_fen:
            amend(item, reference, kept.total_fen - kept.left_fen, actor=actor)


def _payer(payer: Payer | None) -> dict[str, object]:
    if payer is None:
        return {}
    return {
        "payer_name": payer.name,
        "payer_account_sealed": seal(payer.account),
        "payer_bank": payer.bank,
        "payer_bank_code": payer.bank_code,
    }


def _same(item: Item, fen: int, weights: Mapping[str, int]) -> Item:
    kept = dict(Source.objects.filter(item=item).values_list("name", "weight"))
    first = item.entries.filter(verb=Verb.GRANT).order_by("number").first()
    if kept != weights or (first.fen if first else 0) != fen:
        raise ItemRefused.differs(item)
    return item


def _add_accounts(item: Item, weights: Mapping[str, int]) -> None:
    sources = Source.objects.bulk_create(
        Source(authority=item.authority, item=item, position=position, name=name, weight=weight)
        for position, (name, weight) in enumerate(weights.items())
    )
    Account.objects.bulk_create(
        Account(authority=item.authority, item=item, kind=kind, source=source)
        for kind in Kind
        for source in sources
    )


def _free(item: Item, fen: int) -> tuple[int, ...]:
    """The parts of free money that make up ``fen``. Raises BudgetShort."""
    parts = by_source(item, Kind.BUDGET)
    if sum(parts) < fen:
        raise BudgetShort(item, fen, sum(parts))
    return divide(fen, parts)


def _reserve(item: Item, amounts: Mapping[str, int], actor: Person | None) -> dict[str, Reservation]:
    total, left = sum(amounts.values()), by_source(item, Kind.BUDGET)
    if total > sum(left):
        raise BudgetShort(item, total, sum(left))
    rows = []
    for reference, fen in amounts.items():
        parts = divide(fen, left)
        left = less(left, parts)
        rows.append(_row(item, reference, parts))
    Reservation.objects.bulk_create(rows)
    post([Movement(item, Verb.RESERVE, row.parts_fen, row.reference) for row in rows], actor)
    return {row.reference: row for row in rows}


def _row(item: Item, reference: str, parts: tuple[int, ...]) -> Reservation:
    return Reservation(
        authority=item.authority, item=item, reference=reference, total_fen=sum(parts), parts_fen=list(parts)
    )


def _change(item: Item, kept: Reservation, change: int) -> tuple[Verb, tuple[int, ...]]:
    if change > 0:
        return Verb.RESERVE, _free(item, change)
    return Verb.FREE, divide(-change, kept.parts_fen)

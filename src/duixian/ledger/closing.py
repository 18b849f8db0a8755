"""The end of a year: what is unspent goes back to its sources, what is promised goes on in the next year."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import Account as Person
from duixian.authorities.models import Authority
from duixian.authorities.roles import require
from duixian.ledger.balances import balance, by_source
from duixian.ledger.budgets import free, reserve_all
from duixian.ledger.errors import CloseRefused
from duixian.ledger.kinds import Kind, Verb
from duixian.ledger.models import Item, Reservation, Source, YearClose
from duixian.ledger.movements import Movement
from duixian.ledger.posting import hold, post
from duixian.values.bilingual import Text

_MUST_BE_EMPTY = {
    Kind.PAYABLE: Text("应付未付", "payable"),
    Kind.IN_TRANSIT: Text("银行在途", "in transit"),
    Kind.WITHHELD: Text("代扣税款未缴", "tax withheld and not remitted"),
    Kind.RETURNED: Text("退回待处理", "returned and not dealt with"),
}


@transaction.atomic
def close(authority: Authority, year: int, officer: Person) -> list[YearClose]:
    """Closes every item of the year, all or none: free and recovered money lapses to its sources.

    Reservations go on as reservations of the next year's item of the same code. What is receivable stays
    so and may still come in. Raises CloseRefused (``year-runs``, ``year-unfinished``, ``no-next-item``),
    BudgetShort when the next year's item cannot take the reservations, RoleRefused.
    """
    require(officer, authority, Role.FINANCE_CHECKER)
    if clock.today() < date(year, 12, 31):
        raise CloseRefused.early(year, clock.today())
    items = Item.objects.filter(authority=authority, year=year).order_by("pk")
    return [_close(hold(item), officer) for item in items]


def lapse_recovered(item: Item, *, actor: Person | None = None) -> int:
    """Money that came back after the close goes on to its sources; fen."""
    with transaction.atomic():
        parts = by_source(hold(item), Kind.RECOVERED)
        post([Movement(item, Verb.LAPSE_RECOVERED, parts)], actor)
        return sum(parts)


def _close(item: Item, officer: Person) -> YearClose:
    known = YearClose.objects.filter(item=item).first()
    if known is not None:
        return known
    _check_finished(item)
    carried = _carry(item, officer)
    before = by_source(item, Kind.LAPSED)
    post([Movement(item, Verb.LAPSE, by_source(item, Kind.BUDGET))], officer)
    lapse_recovered(item, actor=officer)
    item.closed_at = clock.now()
    item.save(update_fields=["closed_at"])
    return _row(item, before, carried, officer)


def _check_finished(item: Item) -> None:
    left = [(words, balance(item, kind)) for kind, words in _MUST_BE_EMPTY.items()]
    open_ends = [(words, fen) for words, fen in left if fen]
    if open_ends:
        raise CloseRefused.unfinished(item, open_ends)


def _carry(item: Item, officer: Person) -> dict[str, int]:
    """Moves what is reserved into the next year's item; fen by reference."""
    kept = Reservation.objects.filter(item=item).order_by("pk")
    carried = {one.reference: one.left_fen for one in kept if one.left_fen}
    if not carried:
        return {}
    later = Item.objects.filter(authority=item.authority, year=item.year + 1, code=item.code).first()
    if later is None:
        raise CloseRefused.nowhere(item, sum(carried.values()))
    for reference in carried:
        free(item, reference, actor=officer)
    reserve_all(later, carried, actor=officer)
    return carried


def _row(item: Item, before: tuple[int, ...], carried: dict[str, int], officer: Person) -> YearClose:
    names = Source.objects.filter(item=item).order_by("position").values_list("name", flat=True)
    after = by_source(item, Kind.LAPSED)
    lapsed = {name: now - then for name, now, then in zip(names, after, before, strict=True)}
    return YearClose.objects.create(
        authority=item.authority,
        item=item,
        lapsed_fen=sum(lapsed.values()),
        lapsed_by_source=lapsed,
        carried=carried,
        at=clock.now(),
        actor=officer,
    )

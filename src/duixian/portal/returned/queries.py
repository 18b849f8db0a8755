"""What came back of the subject's payments and was not paid again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.http import Http404

from duixian.casework.models import AccountWanted
from duixian.casework.returned.asking import open_ones
from duixian.ledger.models import Order
from duixian.ledger.states import LIVE, OrderState
from duixian.portal.doors import Claimant


def wanted_of(who: Claimant) -> QuerySet[AccountWanted]:
    """Those that wait for an account first, then those that wait to be paid to the one given."""
    table, key = who.pair
    rows = open_ones(who.authority).filter(table=table, key=key)
    return (
        rows.select_related("order", "case__version")
        .defer("case__version__archive")
        .order_by("given_at", "pk")
    )


def waiting_of(who: Claimant) -> list[AccountWanted]:
    """Those that wait for the subject."""
    return [one for one in wanted_of(who) if one.given_at is None]


def one_wanted(who: Claimant, number: str) -> AccountWanted:
    """By the number of its payment. Raises Http404 for anybody else's, and once it was paid again."""
    found = wanted_of(who).filter(order__number=number).first()
    if found is None:
        raise Http404(number)
    return found


def taken_back_fen(who: Claimant) -> int:
    """Of what the bank said it had paid the subject: the fen that came back afterwards and are not there again."""
    table, key = who.pair
    late = AccountWanted.objects.filter(
        authority=who.authority,
        table=table,
        key=key,
        order__returns__late=True,
        order__reference=OuterRef("reference"),
        order__instalment=OuterRef("instalment"),
    )
    not_there = [state for state in LIVE if state is not OrderState.PAID]
    rows = Order.objects.filter(Exists(late), authority=who.authority, state__in=not_there)
    return int(rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0)


def by_order(who: Claimant, orders: Iterable[Order | None]) -> dict[int, AccountWanted]:
    """What is wanted for some payments."""
    numbers = [order.pk for order in orders if order is not None]
    return {one.order_id: one for one in wanted_of(who).filter(order__in=numbers)}

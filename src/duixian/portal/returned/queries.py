"""What came back of the subject's payments and was not paid again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from duixian.casework.models import AccountWanted
from duixian.casework.returned.asking import open_ones
from duixian.ledger.models import Order
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


def by_order(who: Claimant, orders: Iterable[Order | None]) -> dict[int, AccountWanted]:
    """What is wanted for some payments."""
    numbers = [order.pk for order in orders if order is not None]
    return {one.order_id: one for one in wanted_of(who).filter(order__in=numbers)}

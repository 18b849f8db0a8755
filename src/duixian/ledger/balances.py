"""What stands on an item's accounts, by source."""

from __future__ import annotations

from duixian.ledger.kinds import Kind
from duixian.ledger.models import Account, Item


def by_source(item: Item, kind: Kind) -> tuple[int, ...]:
    """Fen on the account of a kind, in the order of the item's sources."""
    rows = Account.objects.filter(item=item, kind=kind).order_by("source__position")
    return tuple(rows.values_list("balance_fen", flat=True))


def balance(item: Item, kind: Kind) -> int:
    """Fen on the accounts of a kind, whatever the source."""
    return sum(by_source(item, kind))

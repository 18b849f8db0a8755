"""The tables of the ledger, by noun. Every row belongs to one authority."""

from __future__ import annotations

from duixian.ledger.models.batches import Batch, Tax
from duixian.ledger.models.closed import YearClose
from duixian.ledger.models.items import Item, Source
from duixian.ledger.models.journal import Account, Entry, Journal, Posting
from duixian.ledger.models.orders import Order, Reservation
from duixian.ledger.models.recovered import Recovery, RecoveryDue, RecoveryReceipt, Refund
from duixian.ledger.models.returned import Cause, Reconciliation, Return

__all__ = [
    "Account",
    "Batch",
    "Cause",
    "Entry",
    "Item",
    "Journal",
    "Order",
    "Posting",
    "Reconciliation",
    "Recovery",
    "RecoveryDue",
    "RecoveryReceipt",
    "Refund",
    "Reservation",
    "Return",
    "Source",
    "Tax",
    "YearClose",
]

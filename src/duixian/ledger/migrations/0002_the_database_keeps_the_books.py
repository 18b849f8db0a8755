"""The ledger's invariants, in the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

from duixian.authorities.operations import AppendOnly, SecureRows
from duixian.ledger.invariants import ALL

TABLES = (
    "account",
    "batch",
    "entry",
    "item",
    "journal",
    "order",
    "posting",
    "reconciliation",
    "recovery",
    "recoverydue",
    "recoveryreceipt",
    "refund",
    "reservation",
    "return",
    "source",
    "yearclose",
)


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0001_tables")]

    operations: ClassVar[list[Operation]] = [
        *(SecureRows(f"ledger_{table}") for table in TABLES),
        *(migrations.RunSQL(make, take) for make, take in ALL),
        AppendOnly("ledger_account", but=("balance_fen",)),
        AppendOnly("ledger_batch", but=("state", "tax", "checker_id", "checked_at", "released_at", "reason")),
        AppendOnly("ledger_entry"),
        AppendOnly(
            "ledger_item",
            but=("name", "payer_name", "payer_account_sealed", "payer_bank", "payer_bank_code", "closed_at"),
        ),
        AppendOnly("ledger_journal", but=("entries", "head_sha256")),
        AppendOnly("ledger_order", but=("state", "batch_id", "withheld_fen")),
        AppendOnly("ledger_posting"),
        AppendOnly("ledger_reconciliation"),
        AppendOnly("ledger_recovery", but=("whole_fen", "parts_fen", "waived")),
        AppendOnly("ledger_recoveryreceipt"),
        AppendOnly("ledger_refund"),
        AppendOnly("ledger_reservation", but=("total_fen", "parts_fen")),
        AppendOnly("ledger_return"),
        AppendOnly("ledger_source"),
        AppendOnly("ledger_yearclose"),
    ]

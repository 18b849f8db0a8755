"""The command that auditors run."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from duixian.ledger.models import Item


def test_the_command_counts_the_entries_of_a_sound_journal(item: Item) -> None:
    said = StringIO()
    call_command("verify_journal", item.authority.code, stdout=said)
    assert "1 entries, sound" in said.getvalue()


def test_the_command_fails_where_the_journal_was_altered(item: Item) -> None:
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE ledger_entry SET fen = fen + 1")
        cursor.execute("SET session_replication_role = origin")
    with pytest.raises(CommandError, match="entry 1 was altered"):
        call_command("verify_journal")

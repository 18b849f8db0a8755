from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.state import ProjectState

from duixian.authorities.operations import AppendOnly


@pytest.fixture
def ledger_like(db: None) -> Iterator[str]:
    """A table whose rows stay as they are, but for their state."""
    run("CREATE TABLE paper (id int, words text, state text)")
    with connection.schema_editor() as editor:
        AppendOnly("paper", but=("state",)).database_forwards("x", editor, ProjectState(), ProjectState())
    run("INSERT INTO paper VALUES (1, 'granted', 'open')")
    yield "paper"
    run("DROP TABLE paper")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE paper SET words = 'refused'",
        "UPDATE paper SET state = 'done', id = 2",
        "DELETE FROM paper",
        "TRUNCATE paper",
    ],
)
def test_a_row_that_stays_is_neither_changed_nor_deleted(ledger_like: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="only ever grows"):
        run(statement)


def test_a_column_that_is_spared_may_change(ledger_like: str) -> None:
    run("UPDATE paper SET state = 'done'")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, state FROM paper")
        assert cursor.fetchall() == [("granted", "done")]


def test_the_operation_is_written_into_a_migration_as_it_was_given() -> None:
    assert AppendOnly("paper", but=("state",)).deconstruct() == ("AppendOnly", ["paper"], {"but": ("state",)})

"""A result as it is held until it is recorded: sealed rows, for they hold identity numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence

from duixian.authorities import sealing
from duixian.casework.selection.models import ContestResult
from duixian.language.vocabulary import Shape, Table, Vocabulary
from duixian.language.vocabulary.cells import key_column

Row = tuple[str, dict[str, str]]
"""A table and cells by column."""


def sealed_rows(rows: Sequence[Row]) -> bytes:
    """Rows, sealed."""
    return sealing.seal(json.dumps(rows, ensure_ascii=False))


def held_rows(result: ContestResult) -> list[Row]:
    """The rows that a result will be recorded as."""
    return [(table, cells) for table, cells in json.loads(sealing.unseal(bytes(result.rows)))]


def number_in(result: ContestResult) -> str:
    """The identity number of the one person of a result; empty for a team."""
    vocabulary = result.contest.version.loaded().vocabulary
    table, cells = held_rows(result)[0]
    found = [cells.get(name, "") for name in _identity_columns(vocabulary.tables[table], vocabulary)]
    return next((number for number in found if number), "")


def _identity_columns(table: Table, vocabulary: Vocabulary) -> list[str]:
    return [c.name for c in table.columns.values() if key_column(c, vocabulary).shape is Shape.ID_NUMBER]

"""A list of people read back by whoever handed it in: its rows, and those that were not taken with the reasons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from duixian.authorities import sealing
from duixian.authorities.models import Account
from duixian.casework.models.filing import Roster
from duixian.casework.standing import require_standing
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row was not taken; ``column`` is empty where it is the whole row."""

    column: str
    what: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was handed in, cells by column; counted from 1."""

    number: int
    cells: Mapping[str, str]
    reasons: tuple[Reason, ...]


def rows_of(roster: Roster, account: Account) -> list[Row]:
    """All rows. Raises NotYours."""
    vocabulary = roster.version.loaded().vocabulary
    claimant = roster.claimant_table, roster.claimant_key
    require_standing(account, roster.authority, *claimant, vocabulary)
    rows: list[dict[str, str]] = json.loads(sealing.unseal(bytes(roster.content)))
    reasons: dict[int, list[Reason]] = {}
    for fault in roster.faults:
        reasons.setdefault(fault["row"], []).append(Reason(fault["column"], Text(fault["zh"], fault["en"])))
    return [Row(n, cells, tuple(reasons.get(n, ()))) for n, cells in enumerate(rows, 1)]


def rejected(roster: Roster, account: Account) -> list[Row]:
    """The rows that were not taken. Raises NotYours."""
    return [row for row in rows_of(roster, account) if row.reasons]

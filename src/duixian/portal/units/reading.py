"""How a list stands on its page: the columns that say who and what, numbers masked, and what is wrong in which cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.casework.listed import Reason, Row, rows_of
from duixian.casework.models import Case, Roster
from duixian.language.vocabulary import Column, Shape, Table, Vocabulary
from duixian.language.vocabulary.cells import key_column
from duixian.portal.doors import Claimant
from duixian.portal.inputs import masked
from duixian.portal.policies import policy_of

_SHOWN, _COLUMNS = 200, 5


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and whether it is what is wrong."""

    text: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A row on the page. ``line``: where it stands in the sheet, whose first line is the head."""

    line: int
    cells: tuple[Cell, ...]
    reasons: tuple[Reason, ...]


def page_of(who: Claimant, roster: Roster) -> dict[str, object]:
    """The rows, the bad ones first in sight; those beyond what a page bears are counted."""
    policy = policy_of(roster.version)
    rows = rows_of(roster, who.account)
    columns = _columns(policy.vocabulary.tables[policy.measures[roster.measure].table], rows)
    bad = [row for row in rows if row.reasons]
    good = [row for row in rows if not row.reasons]
    return {
        "columns": columns,
        "bad": [_shown(row, columns, policy.vocabulary) for row in bad[:_SHOWN]],
        "good": [_shown(row, columns, policy.vocabulary) for row in good[:_SHOWN]],
        "bad_count": len(bad),
        "good_count": len(good),
        "cases": Case.objects.filter(roster=roster).order_by("pk")[:_SHOWN],
    }


def _columns(table: Table, rows: Sequence[Row]) -> list[Column]:
    """The first columns that are filled in anywhere; those with a fault among them."""
    used = {name for row in rows for name in row.cells}
    wrong = {why.column for row in rows for why in row.reasons}
    named = [c for c in table.columns.values() if c.name in used]
    faulty = [c for c in table.columns.values() if {c.name, c.header} & wrong]
    first = [c for c in named if c not in faulty][: max(_COLUMNS - len(faulty), 2)]
    return [c for c in table.columns.values() if c in first or c in faulty]


def _shown(row: Row, columns: Sequence[Column], vocabulary: Vocabulary) -> Shown:
    wrong = {why.column for why in row.reasons}
    cells = tuple(
        Cell(_text(row.cells.get(c.name, ""), c, vocabulary), bool({c.name, c.header} & wrong))
        for c in columns
    )
    return Shown(row.number + 1, cells, row.reasons)


def _text(text: str, column: Column, vocabulary: Vocabulary) -> str:
    return masked(text) if key_column(column, vocabulary).shape is Shape.ID_NUMBER else text

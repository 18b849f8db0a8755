"""Screens that ask whether something holds of the payees' facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from duixian.casework.models import PayTo
from duixian.casework.screens.asking import Asked, rows_about
from duixian.casework.screens.findings import Evidence, Finding
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.vocabulary import Vocabulary
from duixian.language.vocabulary.cells import write_cell
from duixian.registry.store.kinds import sealed_kind

UNSHOWN = "（不显示）"
"""Stands for a number that is sealed in the registry."""


@dataclass(frozen=True, slots=True)
class About:
    """A payee of a case, and its key as people write it (as facts hold it)."""

    payee: PayTo
    written: str


def holding(asked: Asked, abouts: Iterable[About], facts: Facts, day: date) -> Iterator[Finding]:
    """A finding for each payee of whom the screen's expression is true, or unknown."""
    for about in abouts:
        answers = asked.answers(facts, about.payee.table, about.written, day)
        sure = [answer.row for answer in answers if not answer.unknown]
        rows = sure or [answer.row for answer in answers]
        if rows:
            shown = tuple(_shown(asked, about, rows, facts))
            yield Finding(about.payee.case_id, asked.screen.name, shown, unknown=not sure)


def _shown(asked: Asked, about: About, rows: list[Record], facts: Facts) -> Iterator[Evidence]:
    """The payee, then the columns to be shown: of the rows found, and of other tables' rows about the payee."""
    payee = about.payee
    yield Evidence(payee.table, payee.key, "", payee.name)
    for table, columns in (asked.screen.shown or {}).items():
        held = rows if table == asked.screen.table else rows_about(facts, table, payee.table, about.written)
        for place, row in enumerate(held):
            yield from _cells(row, columns, f"{payee.key}#{place}", facts.vocabulary)


def _cells(row: Record, columns: tuple[str, ...], key: str, vocabulary: Vocabulary) -> Iterator[Evidence]:
    declared: Mapping[str, object] = vocabulary.tables[row.table].columns
    for name in columns:
        if name in declared:
            yield Evidence(row.table, key, name, _value(row, name, vocabulary))


def _value(row: Record, name: str, vocabulary: Vocabulary) -> str:
    column = vocabulary.tables[row.table].columns[name]
    if sealed_kind(column, vocabulary) is not None:
        return UNSHOWN
    return write_cell(column, row.values.get(name))

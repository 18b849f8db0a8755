"""A row of a register for a page: its cells, its history, and the rows that point to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duixian.console.registers.cells import header_of, linked_names, register_name, shown
from duixian.language.vocabulary import Vocabulary
from duixian.registry.store.models import Fact
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Row:
    """``cells``: header and text; ``changed``: header, before and after, against the row known before it."""

    fact: Fact
    cells: tuple[tuple[Text, str], ...]
    changed: tuple[tuple[Text, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Rows of one table."""

    name: Text
    rows: tuple[Row, ...]


def rows_of(facts: Sequence[Fact], vocabulary: Vocabulary) -> list[Row]:
    """Rows with their cells."""
    names = linked_names(facts[0].authority, facts, vocabulary) if facts else {}
    found = []
    for fact in facts:
        columns = vocabulary.tables[fact.table].columns
        cells = tuple(
            (header_of(columns[name]), shown(text, columns[name], vocabulary, names))
            for name, text in fact.cells.items()
            if name in columns and text
        )
        found.append(Row(fact, cells))
    return found


def history_of(facts: Sequence[Fact], vocabulary: Vocabulary) -> list[Row]:
    """The rows of one fact, the newest first, each with what it changed."""
    shown_rows = rows_of(facts, vocabulary)
    found = []
    for place, row in enumerate(shown_rows):
        before = dict(_plain(shown_rows[place - 1])) if place else {}
        now = dict(_plain(row))
        names = {
            header.zh: header for header, _ in (*row.cells, *(shown_rows[place - 1].cells if place else ()))
        }
        changed = tuple(
            (names[name], before.get(name, ""), now.get(name, ""))
            for name in names
            if place and before.get(name, "") != now.get(name, "")
        )
        found.append(Row(row.fact, row.cells, changed))
    return found[::-1]


def registers_of(facts: Sequence[Fact], vocabulary: Vocabulary) -> list[Register]:
    """Rows by table, in the order given."""
    by_table: dict[str, list[Row]] = {}
    for row in rows_of(facts, vocabulary):
        by_table.setdefault(row.fact.table, []).append(row)
    return [Register(register_name(vocabulary.tables[name]), tuple(rows)) for name, rows in by_table.items()]


def _plain(row: Row) -> list[tuple[str, str]]:
    return [(header.zh, text) for header, text in row.cells]

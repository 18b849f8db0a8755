"""What is known of one case, as facts: some rows with some of their cells, everything else unknown.

Rows are numbered from 1 in each table, and the number is the row's key. Whoever asks is row 1 of their own table; a
link that a row must have points to row 1 of its table, for one certificate, one employer is what people ask about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.language.vocabulary import Table, Vocabulary
from duixian.policybook.vocabulary import catalogue_records
from duixian.public.calculator.held import Held

FIRST = "1"
_OF_THE_LIVING = "死亡日期"
"""Whoever answers is alive: of the shared vocabulary's columns, the one that is not asked about oneself."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One cell: a table, the number of a row, a column."""

    table: str
    number: str
    column: str


@dataclass(frozen=True)
class Scene:
    """``counts``: how many rows of a table there are, for tables of which that is known. ``cells``: what is known."""

    who: str
    counts: Mapping[str, int]
    cells: Mapping[Cell, Any]

    def with_cell(self, cell: Cell, value: Any) -> Scene:
        """The same with one more cell known."""
        return replace(self, cells={**self.cells, cell: value})

    def with_count(self, table: str, count: int) -> Scene:
        """The same with the number of a table's rows known."""
        return replace(self, counts={**self.counts, table: count})

    def tells(self, table: str, number: str) -> bool:
        """Whether a row was told of, and does not only stand there because another points to it."""
        return int(number) <= self.counts.get(table, 0)

    def rows(self, vocabulary: Vocabulary) -> dict[str, dict[str, dict[str, Any]]]:
        """Cells by table and row number: the rows counted, whoever asks, and what those point to."""
        found: dict[str, dict[str, dict[str, Any]]] = {}
        waiting = [(self.who, FIRST)]
        waiting += [(t, str(n + 1)) for t, count in self.counts.items() for n in range(count)]
        while waiting:
            table, number = waiting.pop()
            if number in found.setdefault(table, {}):
                continue
            cells = found[table][number] = self._cells(vocabulary.tables[table], number)
            waiting += _pointed(vocabulary.tables[table], cells)
        return found

    def _cells(self, table: Table, number: str) -> dict[str, Any]:
        cells: dict[str, Any] = dict.fromkeys(table.columns)
        if table.key is not None:
            cells[table.key] = number
        cells.update(self._own_links(table))
        if table.name == self.who and number == FIRST and _OF_THE_LIVING in cells:
            cells[_OF_THE_LIVING] = ABSENT
        for column in table.columns:
            told = self.cells.get(Cell(table.name, number, column))
            if told is not None:
                cells[column] = told
        return cells

    def _own_links(self, table: Table) -> Iterator[tuple[str, str]]:
        """Links that need no asking: those every row has, and the first to whoever asks."""
        mine = table.links_to(self.who)[:1]
        yield from ((name, FIRST) for name in (*table.owners, *mine))


def _pointed(table: Table, cells: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for column in table.columns.values():
        if column.link is not None and isinstance(cells[column.name], str):
            yield column.link, cells[column.name]


def facts_of(scene: Scene, policy: Policy) -> Facts:
    """The facts of a scene, beside the policy's catalogues. A table nobody has spoken of is not an empty one."""
    vocabulary = policy.vocabulary
    tables: dict[str, list[Record]] = dict(_catalogues(Held(policy)))
    rows = scene.rows(vocabulary)
    for table, numbered in rows.items():
        tables[table] = [Record(table, number, cells) for number, cells in numbered.items()]
    for table, count in scene.counts.items():
        if not count:
            tables.setdefault(table, [])
    met = {table for table in rows if not vocabulary.tables[table].owners}
    supplied = {*_catalogues(Held(policy)), *scene.counts, *met, scene.who}
    return Facts(vocabulary, tables, supplied)


@lru_cache(maxsize=32)
def _catalogues(held: Held) -> Mapping[str, list[Record]]:
    return catalogue_records(held.policy)

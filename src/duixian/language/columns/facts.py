"""All facts of one run in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from duixian.language.columns.cells import Array, packed
from duixian.language.columns.kept import KeptRows
from duixian.language.columns.lazy import FactsOfColumns
from duixian.language.columns.records import RecordRows
from duixian.language.columns.rows import Rows
from duixian.language.columns.tables import TableColumns
from duixian.language.facts import Facts
from duixian.language.types import Kind
from duixian.language.vocabulary.schema import Table, Vocabulary
from duixian.values.months import month_of


class ColumnFacts:
    """Every row known, by table. ``supplied``: tables that somebody handed in, even if empty."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        tables: Mapping[str, Rows],
        supplied: Iterable[str],
        facts: Facts | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.supplied = frozenset(supplied)
        self._rows = dict(tables)
        self._tables: dict[str, TableColumns] = {}
        self._given = facts
        self._made: Facts | None = None

    @classmethod
    def of(cls, facts: Facts) -> ColumnFacts:
        """The columns of records, which ``facts()`` gives back as they are."""
        held: dict[str, Rows] = {}
        for name in facts.vocabulary.tables:
            held[name] = RecordRows(facts.rows(name), facts.vocabulary, held.__getitem__)
        return cls(facts.vocabulary, held, facts.supplied, facts)

    def table(self, name: str) -> TableColumns:
        """One table; one that nobody supplied has no rows. Raises KeyError for a table that is not declared."""
        found = self._tables.get(name)
        if found is None:
            table = self.vocabulary.tables[name]
            found = self._tables[name] = TableColumns(table, self.rows_of(name), self.table)
        return found

    def rows_of(self, name: str) -> Rows:
        """Where the columns of a table come from."""
        if name not in self._rows:
            self._rows[name] = RecordRows([], self.vocabulary, self.rows_of)
        return self._rows[name]

    def known_on(self, day: date) -> ColumnFacts:
        """The facts that had begun by a day: rows whose event, or else whose period, starts later are left out."""
        begun = {name: self._begun(name, day) for name in self.vocabulary.tables}
        if all(kept is None for kept in begun.values()):
            return self
        kept = {
            name: np.arange(self.rows_of(name).size) if places is None else places
            for name, places in begun.items()
        }

        def part(name: str) -> tuple[Rows, Array]:
            return self.rows_of(name), kept[name]

        rows = {name: KeptRows(*part(name), part) for name in kept}
        facts = None if self._given is None else self._given.known_on(day)
        return ColumnFacts(self.vocabulary, rows, self.supplied, facts)

    def facts(self) -> Facts:
        """The same facts as records, made when they are asked for."""
        if self._given is not None:
            return self._given
        if self._made is None:
            self._made = FactsOfColumns(
                self.vocabulary, self.supplied, self.table, lambda day: self.known_on(day).facts()
            )
        return self._made

    def _begun(self, name: str, day: date) -> Array | None:
        """The rows of a table that had begun by a day; None: all of them."""
        column = _start(self.vocabulary.tables[name])
        if column is None or not self.rows_of(name).size:
            return None
        cells = self.table(name).cells(column)
        month = self.vocabulary.tables[name].columns[column].type.kind is Kind.MONTH
        begun = cells.values <= (month_of(day) if month else packed(day))
        if cells.known is not None:
            begun |= ~cells.known
        return None if begun.all() else np.flatnonzero(begun)


def _start(table: Table) -> str | None:
    return table.period[0] if table.period else table.event

"""Facts whose records are made from columns when somebody asks for them: for explanations and the odd exact case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

import numpy as np

from duixian.language.absent import ABSENT
from duixian.language.columns.tables import TableColumns
from duixian.language.facts import Facts
from duixian.language.record import Key, Record
from duixian.language.vocabulary.schema import Vocabulary


class FactsOfColumns(Facts):
    """Facts over columns. ``table``: the columns of a table; ``known``: the same facts as known on a day."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        supplied: Iterable[str],
        table: Callable[[str], TableColumns],
        known: Callable[[date], Facts],
    ) -> None:
        super().__init__(vocabulary, {}, supplied)
        del self.tables
        self._table = table
        self._known = known

    @cached_property
    def tables(self) -> dict[str, list[Record]]:  # type: ignore[override]
        """Every record of every table."""
        return {name: self.rows(name) for name in self.vocabulary.tables if self._has(name)}

    def rows(self, table: str) -> list[Record]:
        """All records of a table in its order."""
        if table not in self.vocabulary.tables:
            return []
        columns = self._table(table)
        return [columns.record(position) for position in range(columns.size)]

    def find(self, table: str, key: Key) -> Record | None:
        """The record with a key, or None."""
        if table not in self.vocabulary.tables:
            return None
        columns = self._table(table)
        place = columns.rows.place(key)
        return None if place is None else columns.record(place)

    def linked(self, table: str, column: str, key: Key) -> list[Record]:
        """Records of ``table`` whose link ``column`` points to ``key``, in the table's order."""
        declared = self.vocabulary.tables.get(table)
        held = declared.columns.get(column) if declared is not None else None
        if held is None or held.link is None:
            return super().linked(table, column, key)
        columns = self._table(table)
        if key is None or key is ABSENT:
            return [columns.record(position) for position in _empty(columns, column, key is ABSENT)]
        links = columns.links(column)
        place = self._table(held.link).found(key)
        if place is None:
            return []
        first, last = links.offsets[place : place + 2].tolist()
        return [columns.record(position) for position in links.order[first:last].tolist()]

    def known_on(self, day: date) -> Facts:
        """The facts that had begun by a day."""
        return self._known(day)

    def _has(self, table: str) -> bool:
        return table in self.supplied or self._table(table).size > 0


def _empty(columns: TableColumns, name: str, none: bool) -> list[int]:
    """The rows where a link is known to be none, or else unknown."""
    cells = columns.cells(name)
    nowhere = np.zeros(columns.size, np.bool_)
    absent = nowhere if cells.absent is None else cells.absent
    empty = nowhere if cells.known is None else ~cells.known
    return [int(place) for place in np.flatnonzero(absent if none else empty & ~absent)]

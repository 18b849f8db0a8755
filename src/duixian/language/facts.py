"""Facts as the engines see them: typed records in tables, found by key or by link.

A record's ``values`` hold each column's run-time value (see ``types``), ``None`` where the value is unknown and
``ABSENT`` where it is known that there is none. A table that nobody supplied is not an empty table: what depends
on it is unknown. Links hold the key of the record they point to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.record import Key, Record
from duixian.language.vocabulary.schema import Table, Vocabulary
from duixian.values.months import month_of


class Facts:
    """Every record known, by table; indexes are made when first asked for.

    ``supplied`` names the tables that somebody handed in, even if empty.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        tables: Mapping[str, Iterable[Record]],
        supplied: Iterable[str] | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.tables: dict[str, list[Record]] = {
            name: sorted(rows, key=_order_of(vocabulary.tables[name])) for name, rows in tables.items()
        }
        self.supplied = frozenset(self.tables if supplied is None else supplied)
        self._by_key: dict[str, dict[Key, Record]] = {}
        self._by_link: dict[tuple[str, str], dict[Key, list[Record]]] = {}

    def rows(self, table: str) -> list[Record]:
        """All records of a table in the order of their event (then period start, then key)."""
        return self.tables.get(table, [])

    def find(self, table: str, key: Key) -> Record | None:
        """The record with a key, or None."""
        index = self._by_key.get(table)
        if index is None:
            index = self._by_key[table] = {row.key: row for row in self.rows(table)}
        return index.get(key)

    def linked(self, table: str, column: str, key: Key) -> list[Record]:
        """Records of ``table`` whose link ``column`` points to ``key``, in the table's order."""
        index = self._by_link.get((table, column))
        if index is None:
            index = {}
            for row in self.rows(table):
                index.setdefault(row.values.get(column), []).append(row)
            self._by_link[table, column] = index
        return index.get(key, [])

    def in_order(self, table: str, rows: Iterable[Record]) -> list[Record]:
        """Rows of a table in its order, wherever they were found."""
        return sorted(rows, key=_order_of(self.vocabulary.tables[table]))

    def beside(self, vocabulary: Vocabulary, tables: Mapping[str, list[Record]]) -> Facts:
        """These facts and other tables, whose rows stand in their order already, in the words of a vocabulary that
        knows them all."""
        view = Facts(vocabulary, {}, self.supplied | set(self.tables) | set(tables))
        view.tables = {**self.tables, **tables}
        return view

    def known_on(self, day: date) -> Facts:
        """The facts that had begun by a day: rows whose event, or else whose period, starts later are left out."""
        kept: dict[str, list[Record]] = {}
        for name, rows in self.tables.items():
            table = self.vocabulary.tables[name]
            column = table.period[0] if table.period else table.event
            kept[name] = rows if column is None else [r for r in rows if _begun(r.values.get(column), day)]
        view = Facts(self.vocabulary, {}, self.supplied)
        view.tables = kept
        return view


def _order_of(table: Table) -> Any:
    """Event date, then period start, then key: missing values first, so that the order is total.

    A table without a key has only positions; there the cells come before them, so that rows handed in another
    order are looked at in the same one."""
    columns = [c for c in (table.event, table.period[0] if table.period else None) if c]

    def order(row: Record) -> tuple[Any, ...]:
        dates = tuple(
            (0, 0) if (v := row.values.get(c)) is None or v is ABSENT else (1, _ordinal(v)) for c in columns
        )
        cells = "" if table.key is not None else repr([row.values.get(name) for name in table.columns])
        return (*dates, cells, str(row.key))

    return order


def _ordinal(value: Any) -> int:
    return value if isinstance(value, int) else int(value.toordinal())


def _begun(value: Any, day: date) -> bool:
    """Whether something with this start has begun; what has no known start is kept and judged by the rules."""
    if value is None or value is ABSENT:
        return True
    return bool(value <= (day if isinstance(value, date) else month_of(day)))

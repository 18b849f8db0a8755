"""Whether a single row agrees with itself, by the rules that imports go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duixian.language.vocabulary import Table
from duixian.registry.consistency import check_rows
from duixian.registry.rows import Origin, TableRows
from duixian.registry.sources.sheet import Sheet
from duixian.registry.store.errors import FactRefused
from duixian.registry.store.kept.cells import Texts
from duixian.registry.store.kept.single import frame_of
from duixian.registry.store.storable import unstorable


def check(table: Table, values: Mapping[str, Any]) -> None:
    """Raises FactRefused (``period-reversed``, ``birth-contradicts``) for a row that contradicts itself."""
    headers = tuple(column.header for column in table.columns.values())
    sheet = Sheet(table.name, None, headers, [[None] * len(headers)])
    for fault in check_rows(TableRows(table, [dict(values)], [Origin(sheet, 0)], 1)):
        raise FactRefused(fault.kind, fault.expected, fault.column, fault.remedy)


def check_storable(table: Table, texts: Texts) -> None:
    """Raises FactRefused (``cell-sign``, ``cell-long``) for a text that no row of the database can hold."""
    for _, fault in unstorable(table, frame_of(table, texts)):
        raise FactRefused(fault.code, fault.message, fault.where, fault.remedy)

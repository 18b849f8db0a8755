"""Whether good rows agree with themselves and with each other.

In order: a period that ends before it begins and a birth date against the ID number (one row); the same row
twice and the same key with other contents (one table, the first one stands); a link to a row that was not
supplied or was itself rejected (all tables, until nothing more falls).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.vocabulary import Shape
from duixian.language.vocabulary.cells import CellError
from duixian.registry.contradictions import (
    birth_contradicts,
    link_missing,
    period_reversed,
    repetition,
)
from duixian.registry.rejects import Reject, reject
from duixian.registry.rows import TableRows
from duixian.values.id_number import parse_id_number

BIRTH_COLUMN = "出生日期"

Fault = tuple[int, CellError]


def check_rows(rows: TableRows) -> list[Reject]:
    """Take out, and return, rows that contradict themselves, stand twice or share a key."""
    found = _drop(rows, [*_reversed_periods(rows), *_wrong_births(rows)])
    return found + _drop(rows, list(_repeated(rows)))


def check_links(tables: Mapping[str, TableRows]) -> list[Reject]:
    """Take out, and return, rows that point to a row of a supplied table that is not there."""
    keys = {name: _keys(rows) for name, rows in tables.items()}
    found: list[Reject] = []
    shrunk = set(tables)
    while shrunk:
        shrinking: set[str] = set()
        for name, rows in tables.items():
            faults = list(_broken_links(rows, keys, shrunk))
            if faults:
                found += _drop(rows, faults)
                keys[name] = _keys(rows)
                shrinking.add(name)
        shrunk = shrinking
    return found


def _drop(rows: TableRows, faults: list[Fault]) -> list[Reject]:
    found = [
        reject(rows.table.name, rows.origins[place].sheet, rows.origins[place].index, fault)
        for place, fault in sorted(faults, key=lambda f: f[0])
    ]
    rows.without({place for place, _ in faults})
    return found


def _keys(rows: TableRows) -> set[Any]:
    key = rows.table.key
    return {values[key] for values in rows.values} if key else set()


def _reversed_periods(rows: TableRows) -> Iterator[Fault]:
    if rows.table.period is None:
        return
    start, end = rows.table.period
    fault = period_reversed(rows.table, start, end)
    for place, values in enumerate(rows.values):
        first, last = values[start], values[end]
        if first and last and last < first:
            yield place, fault


def _wrong_births(rows: TableRows) -> Iterator[Fault]:
    table = rows.table
    birth = table.columns.get(BIRTH_COLUMN)
    if birth is None or table.key is None or table.columns[table.key].shape is not Shape.ID_NUMBER:
        return
    for place, values in enumerate(rows.values):
        stated = values[BIRTH_COLUMN]
        if isinstance(stated, date) and parse_id_number(values[table.key]).birth != stated:
            yield place, birth_contradicts(birth.header)


def _repeated(rows: TableRows) -> Iterator[Fault]:
    key = rows.table.key
    firsts: dict[Any, int] = {}
    for place, values in enumerate(rows.values):
        mark = values[key] if key else tuple(values.values())
        first = firsts.setdefault(mark, place)
        if first != place:
            yield place, repetition(rows.table, rows.origins[first].place, rows.values[first], values)


def _broken_links(rows: TableRows, keys: Mapping[str, set[Any]], shrunk: set[str]) -> Iterator[Fault]:
    for column in rows.table.columns.values():
        target = column.link
        if target is None or target not in keys or target not in shrunk:
            continue
        held = keys[target]
        for place, values in enumerate(rows.values):
            value = values[column.name]
            if value is not None and value is not ABSENT and value not in held:
                yield place, link_missing(column.header, target)

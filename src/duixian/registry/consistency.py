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
from duixian.language.vocabulary import Shape, Table
from duixian.language.vocabulary.cells import CellError
from duixian.registry.rejects import Reject, reject
from duixian.registry.rows import TableRows, Values
from duixian.values.bilingual import Text
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
    fault = _reversed(rows.table, start, end)
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
            yield place, _birth_fault(birth.header)


def _repeated(rows: TableRows) -> Iterator[Fault]:
    key = rows.table.key
    firsts: dict[Any, int] = {}
    for place, values in enumerate(rows.values):
        mark = values[key] if key else tuple(values.values())
        first = firsts.setdefault(mark, place)
        if first != place:
            yield place, _repetition(rows, first, values)


def _repetition(rows: TableRows, first: int, values: Values) -> CellError:
    source = rows.origins[first].source
    if rows.values[first] == values:
        return _duplicate(source)
    key = rows.table.columns[str(rows.table.key)]
    differing = [
        c.header for c in rows.table.columns.values() if rows.values[first][c.name] != values[c.name]
    ]
    return _conflict(key.header, source, differing)


def _broken_links(rows: TableRows, keys: Mapping[str, set[Any]], shrunk: set[str]) -> Iterator[Fault]:
    for column in rows.table.columns.values():
        target = column.link
        if target is None or target not in keys or target not in shrunk:
            continue
        held = keys[target]
        for place, values in enumerate(rows.values):
            value = values[column.name]
            if value is not None and value is not ABSENT and value not in held:
                yield place, _no_such(column.header, target)


def _reversed(table: Table, start: str, end: str) -> CellError:
    first, last = table.columns[start].header, table.columns[end].header
    return CellError(
        "period-reversed",
        Text(f"「{last}」早于「{first}」。", f"'{last}' is before '{first}'."),
        last,
        Text("请核对两个日期是否填反或填错。", "Check whether the two dates are swapped or wrong."),
    )


def _birth_fault(header: str) -> CellError:
    return CellError(
        "birth-contradicts",
        Text(
            f"「{header}」与身份证号中的出生日期不一致。",
            f"'{header}' differs from the birth date in the ID number.",
        ),
        header,
        Text("请对照身份证改正其中错的一项。", "Correct the wrong one by the ID card."),
    )


def _duplicate(source: str) -> CellError:
    return CellError(
        "row-duplicate",
        Text(f"与 {source} 完全相同。", f"The very same row stands at {source}."),
        "",
        Text("已按一行计；请删去重复的行。", "It counts once; delete the repetition."),
    )


def _conflict(header: str, source: str, differing: list[str]) -> CellError:
    return CellError(
        "key-conflict",
        Text(
            f"「{header}」与 {source} 相同，但内容不同：{'、'.join(differing)}。",
            f"'{header}' is the same as at {source}, but other contents: {', '.join(differing)}.",
        ),
        header,
        Text(
            "先出现的一行有效；请核实哪一行是对的，删去另一行。",
            "The first one stands; find out which is right and delete the other.",
        ),
    )


def _no_such(header: str, target: str) -> CellError:
    return CellError(
        "link-missing",
        Text(
            f"「{target}」中没有这个「{header}」，或该行已被拒收。",
            f"'{target}' has no such '{header}', or its row was rejected.",
        ),
        header,
        Text(
            f"请先在「{target}」中补登或改正，再导入这一行。",
            f"Add or correct it in '{target}', then import this row.",
        ),
    )

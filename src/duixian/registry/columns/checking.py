"""Whether good rows agree with themselves and with each other: the rules of ``registry.consistency``, in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Shape
from duixian.registry.columns.keys import Keys
from duixian.registry.columns.state import TableState
from duixian.registry.columns.taken import Fault, Taken
from duixian.registry.consistency import BIRTH_COLUMN
from duixian.registry.contradictions import birth_contradicts, link_missing, period_reversed, repetition

_MONTH_DAYS = 31


def contradictions(state: TableState) -> list[Fault]:
    """Rows whose period ends before it begins, or whose birth date is not that of the ID number."""
    return sorted([*_reversed_periods(state), *_wrong_births(state)], key=itemgetter(0))


def repetitions(state: TableState, groups: list[Array]) -> list[Fault]:
    """Rows that an earlier one repeats: of each group of rows alike, all but the first."""
    faults = []
    for group in groups:
        firsts: dict[object, int] = {}
        for row in group.tolist():
            key = state.value(state.table.key, row) if state.table.key else None
            first = firsts.setdefault(key, row)
            if first != row:
                place, values = state.origin(first).place, state.values(first)
                faults.append((row, repetition(state.table, place, values, state.values(row))))
    return sorted(faults, key=itemgetter(0))


def missing_links(
    states: Mapping[str, TableState], keys: Callable[[str], Keys]
) -> Iterator[tuple[TableState, list[Fault]]]:
    """Rows that point to a row of a supplied table that is not there; they are taken out, until nothing falls."""
    there = {name: _keys_there(state, keys) for name, state in states.items()}
    shrunk = set(states)
    while shrunk:
        shrinking: set[str] = set()
        for name, state in states.items():
            faults = _broken_links(state, there, shrunk)
            if faults:
                state.without([row for row, _ in faults])
                there[name] = _keys_there(state, keys)
                shrinking.add(name)
                yield state, faults
        shrunk = shrinking


def _broken_links(state: TableState, there: Mapping[str, Array], shrunk: set[str]) -> list[Fault]:
    faults = []
    for column in state.table.columns.values():
        if column.link in there and column.link in shrunk:
            fault = link_missing(column.header, str(column.link))
            faults += [(row, fault) for row in _pointing_nowhere(state, column, there[str(column.link)])]
    return sorted(faults, key=itemgetter(0))


def _pointing_nowhere(state: TableState, column: Column, there: Array) -> list[int]:
    taken = state.cells.columns[column.name]
    if not len(there):
        lost = np.ones(taken.size, np.bool_)
    else:
        lost = (taken.held >= len(there)) | ~there[np.minimum(taken.held, len(there) - 1)]
    if taken.known is not None:
        lost &= taken.known
    return [int(row) for row in np.flatnonzero(lost & state.good)]


def _keys_there(state: TableState, keys: Callable[[str], Keys]) -> Array:
    """Of each key of a table, whether a good row has it."""
    if state.places is None:
        return np.zeros(0, np.bool_)
    there = np.zeros(keys(state.table.name).size, np.bool_)
    places = state.places[state.rows]
    there[places[places >= 0]] = True
    return there


def _reversed_periods(state: TableState) -> Iterator[Fault]:
    if state.table.period is None:
        return
    start, end = state.table.period
    first, last = state.cells.columns[start], state.cells.columns[end]
    wrong = state.good & (last.held < first.held)
    for taken in (first, last):
        wrong &= taken.held != 0
        if taken.known is not None:
            wrong &= taken.known
    fault = period_reversed(state.table, start, end)
    yield from ((int(row), fault) for row in np.flatnonzero(wrong))


def _wrong_births(state: TableState) -> Iterator[Fault]:
    table = state.table
    birth = table.columns.get(BIRTH_COLUMN)
    if birth is None or table.key is None or table.columns[table.key].shape is not Shape.ID_NUMBER:
        return
    stated = state.cells.columns[BIRTH_COLUMN]
    rows = state.rows if stated.known is None else np.flatnonzero(state.good & stated.known)
    if birth.type.kind is Kind.DATE:
        said = _births(state.cells.columns[table.key], rows)
        fault = birth_contradicts(birth.header)
        yield from ((int(row), fault) for row in rows[said != stated.held[rows]])


def _births(ids: Taken, rows: Array) -> Array:
    """The birth dates that ID numbers hold, packed."""
    digits = ids.texts.gather(rows).str.slice(6, 8).cast(pl.Int64).to_numpy()
    months = digits // 10000 * 12 + digits // 100 % 100 - 1
    return np.asarray(months * _MONTH_DAYS + digits % 100 - 1)

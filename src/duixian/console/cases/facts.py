"""The facts of a case in words: each cell under its header, numbers hidden, links by name, and where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from duixian.authorities.models import Authority
from duixian.casework.grounds import Cell, Ground
from duixian.console.registers.cells import linked_names, register_name, shown, spaced
from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.store.models import Fact
from duixian.values.bilingual import Text

_FEW = 2
"""Rows of one table that a condition shows by themselves; of more it shows how many."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: header, text, whether the rule reads it, and the text before where it was changed."""

    header: Text
    text: str
    read: bool
    before: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register."""

    fact: Fact
    cells: tuple[Shown, ...]
    fresh: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """Rows of one table."""

    name: Text
    table: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a condition reads of one table. ``count``: how many rows there are; of many only the case's own is among
    ``rows``."""

    name: Text
    table: str
    count: int
    rows: tuple[Row, ...]


def registers_of(authority: Authority, grounds: Sequence[Ground], vocabulary: Vocabulary) -> list[Register]:
    """All rows, table by table."""
    names = linked_names(authority, [one.fact for one in grounds], vocabulary)
    by_table: dict[str, list[Row]] = {}
    for ground in grounds:
        table = vocabulary.tables[ground.fact.table]
        by_table.setdefault(table.name, []).append(_row(ground, table, vocabulary, names))
    return [
        Register(register_name(vocabulary.tables[name]), name, tuple(rows)) for name, rows in by_table.items()
    ]


def bases_of(registers: Iterable[Register], cells: frozenset[Cell]) -> list[Basis]:
    """What some cells are in these rows: the basis of a condition that reads them."""
    wanted: dict[str, set[str]] = {}
    for table, column in cells:
        wanted.setdefault(table, set()).add(column)
    return [_basis(register, wanted[register.table]) for register in registers if register.table in wanted]


def _basis(register: Register, columns: set[str]) -> Basis:
    rows = tuple(
        Row(row.fact, tuple(cell for cell in row.cells if cell.header.zh in columns), row.fresh, row.own)
        for row in register.rows
    )
    few = rows if len(rows) <= _FEW else tuple(row for row in rows if row.own)
    return Basis(register.name, register.table, len(rows), few)


def _row(ground: Ground, table: Table, vocabulary: Vocabulary, names: Mapping[Cell, str]) -> Row:
    before = ground.before or {}
    cells = []
    for name, column in table.columns.items():
        text = ground.fact.cells.get(name, "")
        old = before.get(name, text) if ground.before is not None else text
        if text or old:
            now, was = (shown(one, column, vocabulary, names) for one in (text, old))
            cells.append(
                Shown(
                    Text(name, spaced(column.english)), now, name in ground.read, was if old != text else ""
                )
            )
    return Row(ground.fact, tuple(cells), ground.fresh, ground.own)

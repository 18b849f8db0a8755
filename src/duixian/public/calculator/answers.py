"""What somebody has said so far, as it stands in the address: nothing of it is kept anywhere else.

``who=person`` · ``things=certificate,training`` · ``certificate.1.level=高级工`` · ``n.insurance=0`` ·
``is~高级工补助~1~在本区就业=1``. ``?`` is “不知道”, ``-`` is “没有”, ``+`` is “逐项回答”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import read_cell
from duixian.public.calculator.judging import Whole
from duixian.public.calculator.scene import Cell, Scene

UNKNOWN, NONE, DETAIL = "?", "-", "+"
YES, NO = "1", "0"
_MARK = "~"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answers:
    """``pairs``: as in the address, in the order of the answers. ``unknown``: cells and tables that nobody knows;
    ``detailed``: conditions to be asked one by one."""

    pairs: Pairs
    who: str = ""
    things: tuple[str, ...] | None = None
    cells: Mapping[Cell, Any] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    unknown: frozenset[Cell | str] = frozenset()
    said: Mapping[Whole, bool | None] = field(default_factory=dict)
    detailed: frozenset[Whole] = frozenset()

    @property
    def scene(self) -> Scene:
        """The facts in it."""
        counts = {**dict.fromkeys(self.things or (), 1), **self.counts}
        return Scene(self.who, counts, self.cells)

    def without(self, key: str) -> Pairs:
        """The address's pairs without an answer."""
        return tuple(pair for pair in self.pairs if pair[0] != key)

    def and_then(self, key: str, value: str) -> Pairs:
        """The address's pairs with an answer, in the place of an earlier one."""
        return (*self.without(key), (key, value))


def table_key(table: Table) -> str:
    """What a table is called in an address."""
    return table.english or table.name


def cell_key(cell: Cell, vocabulary: Vocabulary) -> str:
    """What a cell is called in an address."""
    table = vocabulary.tables[cell.table]
    return f"{table_key(table)}.{cell.number}.{_column_key(table.columns[cell.column])}"


def count_key(table: str, vocabulary: Vocabulary) -> str:
    """What the number of a table's rows is called in an address."""
    return f"n.{table_key(vocabulary.tables[table])}"


def whole_key(whole: Whole) -> str:
    """What a condition answered as a whole is called in an address."""
    return _MARK.join(("is", whole.measure, whole.number, whole.condition))


def _column_key(column: Column) -> str:
    return column.english or column.name


def read_answers(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> Answers:
    """The answers of an address; what it cannot mean is left out. Raises CellError for a cell that cannot be read."""
    reading = _Reading(vocabulary)
    for key, value in pairs:
        reading.take(key, value)
    return reading.answers()


class _Reading:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._tables = {table_key(table): table for table in vocabulary.tables.values()}
        self._pairs: list[tuple[str, str]] = []
        self._who, self._things = "", None  # type: str, tuple[str, ...] | None
        self._cells: dict[Cell, Any] = {}
        self._counts: dict[str, int] = {}
        self._unknown: set[Cell | str] = set()
        self._said: dict[Whole, bool | None] = {}
        self._detailed: set[Whole] = set()

    def answers(self) -> Answers:
        """All that was read."""
        return Answers(
            tuple(self._pairs),
            self._who,
            self._things,
            self._cells,
            self._counts,
            frozenset(self._unknown),
            self._said,
            frozenset(self._detailed),
        )

    def take(self, key: str, value: str) -> None:
        """One pair, where it means something."""
        if self._means(key, value):
            self._pairs.append((key, value))

    def _means(self, key: str, value: str) -> bool:
        if key == "who" and value in self._tables:
            self._who = self._tables[value].name
            return True
        if key == "things":
            self._things = tuple(self._tables[v].name for v in value.split(",") if v in self._tables)
            return True
        if key.startswith("is" + _MARK):
            return self._whole(key.split(_MARK)[1:], value)
        if key.startswith("n."):
            return self._count(key.removeprefix("n."), value)
        return self._cell(key.split("."), value)

    def _whole(self, parts: list[str], value: str) -> bool:
        if len(parts) != len(Whole.__dataclass_fields__):
            return False
        if value == DETAIL:
            self._detailed.add(Whole(*parts))
        else:
            self._said[Whole(*parts)] = {YES: True, NO: False}.get(value)
        return True

    def _count(self, name: str, value: str) -> bool:
        table = self._tables.get(name)
        if table is None or not (
            value == UNKNOWN or (value.isascii() and value.isdigit() and int(value) < 10)
        ):
            return False
        if value == UNKNOWN:
            self._unknown.add(table.name)
        else:
            self._counts[table.name] = int(value)
        return True

    def _cell(self, parts: list[str], value: str) -> bool:
        table = self._tables.get(parts[0])
        if table is None or len(parts) != len(Cell.__dataclass_fields__) or not parts[1].isdigit():
            return False
        column = next((c for c in table.columns.values() if _column_key(c) == parts[2]), None)
        if column is None:
            return False
        cell = Cell(table.name, parts[1], column.name)
        if value == UNKNOWN:
            self._unknown.add(cell)
        else:
            self._cells[cell] = self._read(column, value)
        return True

    def _read(self, column: Column, value: str) -> Any:
        if value == NONE:
            return ABSENT
        return value if column.link is not None else read_cell(column, value, self._vocabulary)

"""The facts of an example as written: rows of tables, merged scene by scene, changed cell by cell."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from duixian.language.facts import Facts
from duixian.language.located import Node, Scalar
from duixian.language.problems import Problems, Spot
from duixian.language.record import Record
from duixian.language.vocabulary import Column, Shape, Table, Vocabulary
from duixian.language.vocabulary.cells import (
    CellError,
    catalogue_records,
    column_named,
    keyed_records,
    read_cell,
    unknown_column,
)
from duixian.policybook.reading import Reader, nearest
from duixian.values.bilingual import Text

Row = Map[str, Scalar]
_ALL = "all"
_NOT_CHECKED = (Shape.ID_NUMBER, Shape.CREDIT_CODE)


@dataclass(frozen=True, slots=True)
class Scene:
    """Rows by table, each column as written; ``missing``: tables that nobody supplied."""

    rows: Map[str, tuple[Row, ...]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


def read_scene(node: Node, vocabulary: Vocabulary, problems: Problems) -> Scene:
    """A scene: table → rows. Unknown tables, columns and cells are recorded."""
    reader = Reader(problems)
    rows: dict[str, tuple[Row, ...]] = {}
    missing: frozenset[str] = frozenset()
    for name, body in reader.named(node, Text("场景", "a scene")):
        if name.text == "未提供":
            missing = frozenset(s.text for s in reader.texts(body, Text("「未提供」", "'未提供'")))
            continue
        table = _table(name, vocabulary, problems)
        if table is not None:
            found = (_row(item, table, vocabulary, reader) for item in reader.items(body))
            rows[table.name] = tuple(row for row in found if row)
    return Scene(rows, missing)


def merged(first: Scene, second: Scene, vocabulary: Vocabulary) -> Scene:
    """Both scenes; rows of the same key are laid over each other, column by column."""
    rows = dict(first.rows)
    for name, added in second.rows.items():
        table = vocabulary.tables[name]
        held = list(rows.get(name, ()))
        for row in added:
            place = _place(held, table, _key(row, table))
            if place is None:
                held.extend([row] if table.key is not None or not _same_row(row, held) else [])
            else:
                held[place] = {**held[place], **row}
        rows[name] = tuple(held)
    return Scene(rows, first.missing | second.missing)


def changed(scene: Scene, changes: Node | None, vocabulary: Vocabulary, problems: Problems) -> Scene:
    """The scene after 改: table → key → column → value."""
    editor = _Editor(dict(scene.rows), vocabulary, problems)
    editor.change(changes)
    return Scene(editor.rows, scene.missing)


def removed(scene: Scene, removals: Node | None, vocabulary: Vocabulary, problems: Problems) -> Scene:
    """The scene after 删: table → all, or keys."""
    editor = _Editor(dict(scene.rows), vocabulary, problems)
    editor.remove(removals)
    return Scene(editor.rows, scene.missing)


def example_facts(scene: Scene, vocabulary: Vocabulary) -> Facts:
    """The scene as facts: every table supplied, those not named empty, catalogues from the policy.

    Raises CellError for a cell that cannot be read (``read_examples`` has found them all before).
    """
    lenient = _unchecked(vocabulary)
    tables: dict[str, list[Record]] = {}
    for table in vocabulary.tables.values():
        if table.name in scene.missing:
            continue
        if table.name in scene.rows:
            tables[table.name] = _records(lenient.tables[table.name], scene.rows[table.name], lenient)
        elif table.catalogue:
            tables[table.name] = catalogue_records(table, vocabulary)
    return Facts(vocabulary, tables, [t for t in vocabulary.tables if t not in scene.missing])


@dataclass
class _Editor:
    rows: dict[str, tuple[Row, ...]]
    vocabulary: Vocabulary
    problems: Problems

    def change(self, node: Node | None) -> None:
        """改: table → key → column → value."""
        reader = Reader(self.problems)
        for name, by_key in reader.named(node, Text("「改」", "'改'")):
            table = _table(name, self.vocabulary, self.problems)
            for key, body in reader.named(by_key, Text("「改」", "'改'")) if table else ():
                assert table is not None
                held = list(self.rows.get(table.name, ()))
                place = _place(held, table, key.text)
                row = _row(body, table, self.vocabulary, reader)
                if place is None:
                    self._no_row(table, key)
                else:
                    held[place] = {**held[place], **row}
                    self.rows[table.name] = tuple(held)

    def remove(self, node: Node | None) -> None:
        """删: table → all, or keys."""
        reader = Reader(self.problems)
        for name, body in reader.named(node, Text("「删」", "'删'")):
            table = _table(name, self.vocabulary, self.problems)
            if table is None:
                continue
            keys = reader.texts(body, Text("「删」", "'删'"))
            if [k.text for k in keys] == [_ALL]:
                self.rows[table.name] = ()
                continue
            held = list(self.rows.get(table.name, ()))
            places = [_place(held, table, key.text) for key in keys]
            for key, place in zip(keys, places, strict=True):
                if place is None:
                    self._no_row(table, key)
            self.rows[table.name] = tuple(r for n, r in enumerate(held) if n not in places)

    def _no_row(self, table: Table, key: Scalar) -> None:
        known = [_key(row, table) or "" for row in self.rows.get(table.name, ())]
        near = nearest(key.text, tuple(known))
        self.problems.add(
            "example-row",
            key.spot,
            Text(f"表「{table.name}」里没有「{key.text}」", f"table '{table.name}' has no row '{key.text}'"),
            Text(
                f"写主键（没有主键的表写第几行，从 1 起）{near.zh}",
                f"write the key, or the number of the row from 1 where a table has none{near.en}",
            ),
        )


def _table(name: Scalar, vocabulary: Vocabulary, problems: Problems) -> Table | None:
    table = vocabulary.tables.get(name.text)
    if table is None:
        near = nearest(name.text, tuple(vocabulary.tables))
        problems.add(
            "unknown-table",
            name.spot,
            Text(f"没有表「{name.text}」", f"there is no table '{name.text}'"),
            Text(f"用词汇表里的表，或在 facts.yaml 声明{near.zh}", f"use a declared table{near.en}"),
        )
    return table


def _row(node: Node, table: Table, vocabulary: Vocabulary, reader: Reader) -> Row:
    """One row by column name; cells that cannot be read are recorded."""
    found: dict[str, Scalar] = {}
    lenient = _unchecked(vocabulary)
    for name, value in reader.named(node, Text(f"表「{table.name}」的一行", f"a row of '{table.name}'")):
        column = column_named(table, name.text)
        if column is None:
            error = unknown_column(table, name.text)
            reader.problems.add(error.code, name.spot, error.message, error.remedy)
        elif isinstance(value, Scalar):
            found[column.name] = value
            _check_cell(lenient.tables[table.name].columns[column.name], value, lenient, reader.problems)
        else:
            _not_a_cell(value.spot, column, reader.problems)
    return found


def _check_cell(column: Column, value: Scalar, vocabulary: Vocabulary, problems: Problems) -> None:
    try:
        _cell(column, value, vocabulary)
    except CellError as error:
        problems.add(error.code, value.spot, error.message, error.remedy)


def _cell(column: Column, value: Scalar, vocabulary: Vocabulary) -> Any:
    """The run-time value; a region that no list knows stays as written."""
    try:
        return read_cell(column, value.text, vocabulary)
    except CellError:
        if column.shape is Shape.REGION:
            return value.text
        raise


def _not_a_cell(spot: Spot, column: Column, problems: Problems) -> None:
    problems.add(
        "shape",
        spot,
        Text(f"「{column.name}」要写一个值", f"'{column.name}' takes one value"),
        Text("删去括号，写成一个值", "write one value without brackets"),
    )


def _records(table: Table, rows: tuple[Row, ...], vocabulary: Vocabulary) -> list[Record]:
    values = [
        {
            column.name: _cell(column, row.get(column.name, Scalar("", Spot("", 1, 1))), vocabulary)
            for column in table.columns.values()
        }
        for row in rows
    ]
    return keyed_records(table, values, [f"{table.name} {n}" for n in range(1, len(rows) + 1)])


def _key(row: Row, table: Table) -> str | None:
    found = row.get(table.key) if table.key is not None else None
    return None if found is None else found.text.strip()


def _same_row(row: Row, held: list[Row]) -> bool:
    """Whether a table without key holds the row already, cell by cell as written."""
    cells = {name: cell.text for name, cell in row.items()}
    return any({name: cell.text for name, cell in other.items()} == cells for other in held)


def _place(rows: list[Row], table: Table, key: str | None) -> int | None:
    """Where the row with a key stands; without a key column, the number of the row from 1."""
    if key is None:
        return None
    if table.key is None:
        number = int(key) - 1 if key.isdecimal() else -1
        return number if 0 <= number < len(rows) else None
    return next((n for n, row in enumerate(rows) if _key(row, table) == key), None)


@lru_cache(maxsize=64)
def _unchecked_twin(holder: _Holder) -> Vocabulary:
    vocabulary = holder.vocabulary
    tables = {name: replace(t, columns=_without_shapes(t)) for name, t in vocabulary.tables.items()}
    return Vocabulary(tables, vocabulary.categories, vocabulary.home)


@dataclass(frozen=True, eq=False)
class _Holder:
    """Keeps a vocabulary alive as long as its unchecked twin is remembered."""

    vocabulary: Vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.vocabulary is self.vocabulary


def _unchecked(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary whose ID numbers and credit codes are any text."""
    return _unchecked_twin(_Holder(vocabulary))


def _without_shapes(table: Table) -> dict[str, Column]:
    return {
        name: replace(column, shape=None) if column.shape in _NOT_CHECKED else column
        for name, column in table.columns.items()
    }

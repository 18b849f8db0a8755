"""A policy's examples: small cases with the decisions that must come of them. Read here, run by ``decisions``.

Facts are written as scenes that examples start from (沿用), change (改), add to (加) and take from (删). The shape of
ID numbers and credit codes is not checked here: P1 is a person and E1 an employer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from duixian.language.facts import Facts
from duixian.language.located import Mapping as LocatedMapping
from duixian.language.located import Node, Scalar, Sequence, read_located
from duixian.language.problems import PolicyError, Problem, Problems, Spot
from duixian.language.record import Record
from duixian.language.vocabulary import Column, Shape, Table, Vocabulary
from duixian.language.vocabulary.cells import RowError, column_named, keyed_records, read_row
from duixian.policybook.choices import Choice
from duixian.policybook.keys.examples import EXAMPLE, EXAMPLES, EXPECTATION
from duixian.policybook.reading import Reader
from duixian.values.bilingual import Text
from duixian.values.dates import DateError, parse_date

EXAMPLES_FILE = "examples.yaml"
ALL = "all"

Row = dict[str, str]
Rows = dict[str, dict[str, Row]]
"""By table, by the row's key as written (or its number from 1 in a table without key)."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expected decision; ``given`` holds the keys written, as text or lists of texts."""

    given: Mapping[str, tuple[str, ...]]
    spot: Spot

    def text(self, key: str) -> str | None:
        """The text under a key, or None when it was not written."""
        found = self.given.get(key)
        return None if found is None else (found[0] if found else "")

    def texts(self, key: str) -> tuple[str, ...] | None:
        """The texts under a key, or None when it was not written."""
        return self.given.get(key)


@dataclass(frozen=True, slots=True)
class Example:
    """One example with its facts merged, as written."""

    name: Text
    clause: str
    rows: Mapping[str, tuple[Row, ...]]
    unsupplied: frozenset[str]
    as_of: date
    claimed_on: date | None
    choices: Mapping[str, Choice]
    expectations: tuple[Expectation, ...]
    spot: Spot


def read_examples(folder: Path, vocabulary: Vocabulary) -> tuple[Example, ...]:
    """The examples of a policy's folder; none when it has no such file. Raises PolicyError."""
    path = folder / EXAMPLES_FILE
    if not path.is_file():
        return ()
    problems = Problems()
    root = read_located(path.read_text("utf-8"), EXAMPLES_FILE)
    examples = _Reading(vocabulary, problems, {}).all(root) if root is not None else ()
    if problems.errors:
        raise PolicyError(problems.errors)
    return examples


def example_facts(example: Example, vocabulary: Vocabulary) -> Facts:
    """The facts of an example: tables it does not name are supplied and empty. Raises PolicyError."""
    lenient = _lenient(vocabulary)
    tables = {
        name: _records(lenient.tables[name], rows, lenient, example.spot)
        for name, rows in example.rows.items()
    }
    registers = {t.name for t in vocabulary.tables.values() if not t.catalogue}
    return Facts(vocabulary, tables, registers - example.unsupplied)


def _records(table: Table, rows: Iterable[Row], vocabulary: Vocabulary, spot: Spot) -> list[Record]:
    try:
        values = [read_row(table, row, vocabulary, partial=True) for row in rows]
    except RowError as error:
        message = Text(f"表「{table.name}」：{error.message.zh}", f"table '{table.name}': {error.message.en}")
        raise PolicyError((Problem("example-row", message, error.remedy, spot),)) from error
    return list(keyed_records(table, values, [f"{table.name} {n}" for n in range(1, len(values) + 1)]))


def _lenient(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary without the shapes of ID numbers and credit codes."""
    tables = {
        name: replace(table, columns={c: _shapeless(column) for c, column in table.columns.items()})
        for name, table in vocabulary.tables.items()
    }
    return Vocabulary(tables, vocabulary.categories)


def _shapeless(column: Column) -> Column:
    if column.shape in (Shape.ID_NUMBER, Shape.CREDIT_CODE):
        return replace(column, shape=None)
    return column


@dataclass(slots=True)
class _Reading:
    vocabulary: Vocabulary
    problems: Problems
    scenes: dict[str, Rows]

    @property
    def reader(self) -> Reader:
        return Reader(self.problems)

    def all(self, root: Node) -> tuple[Example, ...]:
        body = self.reader.mapping(root, EXAMPLES)
        if body is None:
            return ()
        for name, scene in self.reader.named(body.get("场景"), Text("场景", "scenes")):
            self.scenes[name.text] = self._merged({}, scene)
        found = (self._example(node) for node in self.reader.items(body.get("例")))
        return tuple(example for example in found if example is not None)

    def _example(self, node: Node) -> Example | None:
        body = self.reader.mapping(node, EXAMPLE)
        as_of = self._day(body, "截至") if body is not None else None
        if body is None or as_of is None:
            return None
        return Example(
            Text(self.reader.text(body, "例"), self.reader.text(body, "英文")),
            self.reader.text(body, "条款"),
            {table: tuple(rows.values()) for table, rows in self._rows(body).items()},
            frozenset(s.text for s in self.reader.texts(body.get("未提供"), Text("未提供", "not supplied"))),
            as_of,
            self._day(body, "申请"),
            self._choices(body),
            tuple(self._expectation(n) for n in self.reader.items(body.get("期望"))),
            body.spot,
        )

    def _day(self, body: LocatedMapping, key: str) -> date | None:
        written = self.reader.text(body, key)
        try:
            return parse_date(written) if written else None
        except DateError as error:
            self.problems.add("example-date", body.key_spot(key), error.message, error.remedy)
            return None

    def _rows(self, body: LocatedMapping) -> Rows:
        rows: Rows = {}
        for scene in self.reader.texts(body.get("沿用"), Text("沿用", "scenes")):
            if scene.text in self.scenes:
                rows = _laid_over(rows, self.scenes[scene.text])
            else:
                self._unknown(scene, Text(f"没有场景「{scene.text}」", f"there is no scene '{scene.text}'"))
        for table, keys in self.reader.named(body.get("删"), Text("删", "removed")):
            self._remove(rows, table, keys)
        rows = self._merged(rows, body.get("加"))
        for table, changes in self.reader.named(body.get("改"), Text("改", "changes")):
            self._change(rows, table, changes)
        return rows

    def _merged(self, base: Rows, node: Node | None) -> Rows:
        added: Rows = {}
        for name, rows in self.reader.named(node, Text("表", "tables")):
            table = self._table(name)
            if table is None:
                continue
            held = added.setdefault(table.name, {})
            for row in self.reader.items(rows):
                written = self._row(row)
                key = self._key(table, written) or f"{len(base.get(table.name, {})) + len(held) + 1}"
                held[key] = {**held.get(key, {}), **written}
        return _laid_over(base, added)

    def _table(self, name: Scalar) -> Table | None:
        table = self.vocabulary.tables.get(name.text)
        if table is None:
            self._unknown(name, Text(f"没有表「{name.text}」", f"there is no table '{name.text}'"))
        return table

    def _key(self, table: Table, row: Row) -> str | None:
        for header, value in row.items():
            column = column_named(table, header)
            if column is not None and column.name == table.key:
                return value
        return None

    def _row(self, node: Node) -> Row:
        entries = self.reader.named(node, Text("一行", "a row"))
        return {name.text: value.text for name, value in entries if isinstance(value, Scalar)}

    def _remove(self, rows: Rows, table: Scalar, keys: Node) -> None:
        held = rows.get(table.text)
        if held is None:
            return
        for key in self.reader.texts(keys, Text("主键", "keys")):
            if key.text == ALL:
                held.clear()
            elif held.pop(key.text, None) is None:
                self._no_row(key, table.text)

    def _change(self, rows: Rows, table: Scalar, changes: Node) -> None:
        for key, columns in self.reader.named(changes, Text("主键", "keys")):
            row = rows.get(table.text, {}).get(key.text)
            if row is None:
                self._no_row(key, table.text)
            else:
                rows[table.text][key.text] = {**row, **self._row(columns)}

    def _no_row(self, key: Scalar, table: str) -> None:
        self._unknown(
            key, Text(f"表「{table}」里没有「{key.text}」这一行", f"table '{table}' has no row '{key.text}'")
        )

    def _unknown(self, at: Scalar, message: Text) -> None:
        remedy = Text(
            "核对名称；没有主键的表按次序 1、2、3 称呼", "check the name; rows without key are 1, 2, 3"
        )
        self.problems.add("example-name", at.spot, message, remedy)

    def _choices(self, body: LocatedMapping) -> dict[str, Choice]:
        entries = self.reader.named(body.get("解释"), Text("解释", "interpretations"))
        return {record.text: self._choice(node) for record, node in entries}

    def _choice(self, node: Node) -> Choice:
        if isinstance(node, Scalar):
            return Choice(node.text)
        if not isinstance(node, LocatedMapping):
            return Choice()
        option = self.reader.text(node, "现行")
        return Choice(option or None, self._row(node.get("参数") or LocatedMapping((), node.spot)))

    def _expectation(self, node: Node) -> Expectation:
        body = self.reader.mapping(node, EXPECTATION)
        entries = body.entries if body is not None else ()
        return Expectation({name.text: _texts(value) for name, value in entries}, node.spot)


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return (node.text,) if isinstance(node, Scalar) and not node.empty else ()


def _laid_over(base: Rows, added: Rows) -> Rows:
    merged = {table: dict(rows) for table, rows in base.items()}
    for table, rows in added.items():
        held = merged.setdefault(table, {})
        for key, row in rows.items():
            held[key] = {**held.get(key, {}), **row}
    return merged

"""Registries made by shaking the facts of a policy's examples: other values, unknowns, none, more and fewer rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Shape, Table
from duixian.policybook.examples import read_examples
from duixian.policybook.scenes import example_facts

EDGES: dict[Kind, tuple[Any, ...]] = {
    Kind.DATE: tuple(
        date.fromisoformat(day)
        for day in (
            "2020-02-29",
            "2021-07-01",
            "2021-12-31",
            "2022-01-31",
            "2022-02-28",
            "2023-06-30",
            "2023-01-01",
        )
    ),
    Kind.MONTH: (2021 * 12 + 5, 2021 * 12 + 11, 2022 * 12, 2023 * 12 + 5),
    Kind.MONEY: (0, 1, 199_999, 200_000, 10_000_001, 2**31, 2**53 + 1),
    Kind.INT: (0, 1, 2, 3, 5, 12, 2022, 2023),
    Kind.NUMBER: (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(3, 5), Fraction(1, 3)),
    Kind.MONTHS: (0, 6, 12, 36),
    Kind.DAYS: (0, 5, 30, 90),
    Kind.BOOL: (True, False),
}
REGIONS = ("330113", "330110", "330100", "3301", "310101", "33")


@dataclass(frozen=True)
class Pool:
    """What a policy's examples hold: their facts, and every value seen in each column."""

    policy: Policy
    scenes: tuple[Facts, ...]
    seen: dict[tuple[str, str], tuple[Any, ...]]


def pool_of(folder: Path, policy: Policy) -> Pool:
    """The pool of a policy's examples."""
    examples = read_examples(folder, policy.vocabulary)
    scenes = tuple(example_facts(example.facts, policy.vocabulary) for example in examples)
    seen: dict[tuple[str, str], list[Any]] = {}
    for scene in scenes:
        for name, rows in scene.tables.items():
            for row in rows:
                for column, value in row.values.items():
                    values = seen.setdefault((name, column), [])
                    if value is not None and value not in values:
                        values.append(value)
    return Pool(policy, scenes, {place: tuple(values) for place, values in seen.items()})


def shaken(pool: Pool, dice: Random) -> Facts:
    """Some of the scenes together, shaken."""
    tables: dict[str, dict[Any, Record]] = {}
    for scene in dice.sample(pool.scenes, min(len(pool.scenes), dice.choice((1, 2, 5)))):
        for name, rows in scene.tables.items():
            held = tables.setdefault(name, {})
            for row in rows:
                held[row.key if row.key not in held else f"{row.key}+{len(held)}"] = row
    supplied = {name for name in pool.policy.vocabulary.tables if dice.random() > dice.choice((0, 0.1))}
    wild = dice.choice((0.0, 0.05, 0.3))
    made = {
        name: list(_rows(pool, pool.policy.vocabulary.tables[name], rows.items(), dice, wild))
        for name, rows in tables.items()
        if name in supplied
    }
    return Facts(pool.policy.vocabulary, made, supplied)


def _rows(
    pool: Pool, table: Table, rows: Iterable[tuple[Any, Record]], dice: Random, wild: float
) -> Iterator[Record]:
    for key, row in rows:
        if dice.random() < wild / 3:
            continue
        yield _changed(pool, table, key, row, dice, wild)
        if dice.random() < wild:
            for copy in range(dice.choice((1, 1, 3))):
                yield _changed(pool, table, f"{key}#{copy}", row, dice, wild)


def _changed(pool: Pool, table: Table, key: Any, row: Record, dice: Random, wild: float) -> Record:
    values = dict(row.values)
    for column in table.columns.values():
        if dice.random() < wild:
            values[column.name] = _value(pool, table, column, dice)
        if column.name == table.key:
            values[column.name] = key
    return Record(table.name, key, values)


def _value(pool: Pool, table: Table, column: Column, dice: Random) -> Any:
    if dice.random() < 0.15:
        return None
    if column.empty_is_none and dice.random() < 0.3:
        return ABSENT
    return dice.choice(_choices(pool, table, column) or [None])


def _choices(pool: Pool, table: Table, column: Column) -> list[Any]:
    seen = [v for v in pool.seen.get((table.name, column.name), ()) if v is not ABSENT]
    kind = column.type
    if kind.kind is Kind.CATEGORY:
        return [*seen, *pool.policy.vocabulary.categories[str(kind.of)].members]
    if kind.kind is Kind.RECORD:
        target = pool.policy.vocabulary.tables[str(kind.of)]
        return [*seen, *pool.seen.get((target.name, str(target.key)), ()), "nobody"]
    if column.shape is Shape.REGION:
        return [*seen, *REGIONS]
    if kind.kind is Kind.DATE:
        near = [day + timedelta(days=step) for day in seen for step in (-1, 1, 31, -365)]
        return [*seen, *near, *EDGES[Kind.DATE]]
    return [*seen, *EDGES.get(kind.kind, ("甲",))]

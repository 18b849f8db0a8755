"""Registries for generated policies: few rows that meet, unknown and none in every place, dates at the ends of months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Purpose, Shape, Table, Vocabulary
from tests.agreement.grammar.documents import BENEFITS, TITLES
from tests.agreement.grammar.literals import TEXTS
from tests.agreement.grammar.schema import CASES, ROWS

LAST = 2**63 - 1
"""The greatest whole number that a cell may hold."""
DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2020-02-29",
        "2021-01-31",
        "2021-07-01",
        "2021-12-31",
        "2022-01-01",
        "2022-01-31",
        "2022-02-28",
        "2022-06-30",
        "2022-06-30",
        "2022-12-31",
        "2023-01-01",
        "2023-06-30",
        "2024-02-29",
        "2026-05-01",
    )
)
_REGIONS = ("320505", "320500", "330113", "310101", "320000", "330100")
_VALUES: dict[Kind, tuple[Any, ...]] = {
    Kind.DATE: DAYS,
    Kind.MONTH: tuple(day.year * 12 + day.month - 1 for day in DAYS),
    Kind.MONEY: (0, 1, 9_999, 50_000, 100_000, 100_000, 150_000, 333_333, 20_000_000),
    Kind.INT: (0, 1, 1, 2, 3, 5, 12, 2022, 2023),
    Kind.NUMBER: (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(3, 5), Fraction(1, 3), Fraction(7, 4)),
    Kind.MONTHS: (0, 1, 6, 12, 36),
    Kind.DAYS: (0, 5, 30, 90),
    Kind.WORKDAYS: (0, 1, 5, 30),
    Kind.AGE: (0, 16, 35, 60),
    Kind.BOOL: (True, True, False),
    Kind.TEXT: TEXTS,
}
_EXTREMES: dict[Kind, tuple[int, ...]] = {
    Kind.MONEY: (LAST, LAST // 100, 2**53 + 1, 2**31),
    Kind.INT: (LAST, -LAST, 2**31, 2**53 + 1),
}
_KEYS = {
    "人员": ("P1", "P2", "P3", "P4"),
    "用人单位": ("E1", "E2"),
    "机构": ("O1", "O2"),
    "家庭": ("H1", "H2"),
    CASES: tuple(f"B{number}" for number in range(1, 25)),
}
_SIZES = {
    "人员": 4,
    "用人单位": 2,
    "机构": 2,
    "家庭": 2,
    CASES: 10,
    ROWS: 12,
    "参保": 8,
    "录用": 4,
    "已享受": 6,
}
_FLOODED = (ROWS, "参保")
_PREFIX = {"录用": "L", "已享受": "F", ROWS: "R", "申报": "A", "技能证书": "Z"}


@dataclass(frozen=True)
class Weather:
    """How a registry is: shares of unknown cells, of tables nobody supplied, of empty ones, of extreme numbers;
    ``crowd``: how many times as many rows; ``flood``: how many rows of each table are one person's."""

    name: str = "fair"
    unknown: float = 0
    not_supplied: float = 0
    empty: float = 0
    extreme: float = 0
    crowd: int = 1
    flood: int = 0

    def __str__(self) -> str:
        return self.name


EVERY_SKY = (
    Weather("nothing supplied", not_supplied=1),
    Weather("empty tables", empty=1),
    Weather("everything unknown", unknown=1),
    Weather("numbers at the bounds", extreme=0.5),
    Weather("one person with five hundred records", flood=500),
    Weather("a crowd", crowd=4, unknown=0.02),
)
"""Registries at the edge."""


def weather(dice: Random) -> Weather:
    """Mostly fair."""
    return Weather(
        unknown=dice.choice((0, 0, 0.02, 0.1, 0.3)),
        not_supplied=dice.choice((0, 0, 0.1)),
        empty=dice.choice((0, 0, 0.15)),
        extreme=dice.choice((0, 0, 0, 0, 0.05)),
        crowd=dice.choice((1, 1, 1, 2)),
    )


def registry(dice: Random, vocabulary: Vocabulary, sky: Weather) -> Facts:
    """One registry."""
    tables = [t for t in vocabulary.tables.values() if not t.catalogue]
    supplied = {t.name for t in tables if dice.random() >= sky.not_supplied}
    made = {t.name: list(_table(dice, vocabulary, t, sky)) for t in tables if t.name in supplied}
    return Facts(vocabulary, made, supplied)


def _table(dice: Random, vocabulary: Vocabulary, table: Table, sky: Weather) -> Iterator[Record]:
    size = _SIZES.get(table.name, 0) * sky.crowd
    if table.purpose is Purpose.CLAIMS:
        size = 5
    if dice.random() < sky.empty:
        size = 0
    count = dice.randint(size // 2, size) if size else 0
    if sky.flood and table.name in _FLOODED:
        count = sky.flood
    rows = [_row(dice, vocabulary, table, sky, number) for number in range(1, count + 1)]
    if sky.flood and table.name in _FLOODED:
        for row in rows:
            row.values["人员"] = "P1"
    dice.shuffle(rows)
    yield from rows


def _row(dice: Random, vocabulary: Vocabulary, table: Table, sky: Weather, number: int) -> Record:
    key: Any = number if table.key is None else _key(table, number)
    values = {c.name: _cell(dice, vocabulary, c, sky) for c in table.columns.values()}
    if table.purpose is not None:
        values |= _of_purpose(dice, table, values)
    if table.key is not None:
        values[table.key] = key
    return Record(table.name, key, values)


def _key(table: Table, number: int) -> str:
    known = _KEYS.get(table.name, ())
    return known[number - 1] if number <= len(known) else f"{_PREFIX.get(table.name, 'X')}{number}"


def _of_purpose(dice: Random, table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Claims and payments name a policy, a benefit and a case that there are."""
    matter = dice.choice((*_KEYS[CASES][:10], "L1", "P1", "E1", "1", "2"))
    if table.purpose is Purpose.CLAIMS:
        return {
            "项目": dice.choice(BENEFITS[:3]),
            "事项编号": matter,
            "申请日期": values["申请日期"] or DAYS[7],
        }
    named = {
        "政策": dice.choice((*TITLES, TITLES[0], "旧办法")),
        "项目": dice.choice((*BENEFITS[:3], "旧补贴")),
    }
    paid = dice.choice((1, 50_000, 100_000, 150_000))
    day = values["支付日期"] if values["支付日期"] is not None else DAYS[5]
    return {**named, "事项编号": dice.choice((matter, ABSENT)), "金额": paid, "支付日期": day}


def _cell(dice: Random, vocabulary: Vocabulary, column: Column, sky: Weather) -> Any:
    if dice.random() < sky.unknown:
        return None
    if column.empty_is_none and dice.random() < 0.3:
        return ABSENT
    kind = column.type.kind
    if kind in _EXTREMES and dice.random() < sky.extreme:
        return dice.choice(_EXTREMES[kind])
    if kind is Kind.CATEGORY:
        return dice.choice(vocabulary.categories[str(column.type.of)].members)
    if kind is Kind.RECORD:
        return _link(dice, str(column.type.of))
    if column.shape is Shape.REGION:
        return dice.choice(_REGIONS)
    if kind is Kind.DATE and dice.random() < 0.4:
        return DAYS[6] + timedelta(days=dice.randint(-400, 500))
    return dice.choice(_VALUES[kind])


def _link(dice: Random, table: str) -> str:
    """Mostly a row that there is."""
    known = _KEYS.get(table, ("Z1",))
    return "nobody" if dice.random() < 0.03 else dice.choice(known[:8])

"""Registries for generated policies: few rows that meet, unknown and none in every place, dates at the ends of months."""

from __future__ import annotations

from collections.abc import Mapping
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
from duixian.values.credit_code import make_credit_code
from duixian.values.id_number import make_id_number
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
BORN = tuple(date(1990, 1, number) for number in range(1, 5))
PERSONS = tuple(make_id_number("320505", born, number) for number, born in enumerate(BORN, 1))
_KEYS = {
    "人员": PERSONS,
    "用人单位": tuple(make_credit_code("320505", number) for number in (1, 2)),
    "机构": tuple(make_credit_code("320505", number) for number in (3, 4)),
    "家庭": ("H1", "H2"),
    CASES: tuple(f"B{number}" for number in range(1, 45)),
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
_ENTITIES = ("人员", "用人单位", "机构", "家庭")
_FLOODED = (ROWS, "参保")
_PREFIX = {"录用": "L", "已享受": "F", ROWS: "R", "申报": "A", "技能证书": "Z"}


@dataclass(frozen=True)
class Weather:
    """How a registry is: shares of unknown cells, of tables nobody supplied, of empty ones, of extreme numbers;
    ``crowd``: how many times as many rows; ``flood``: how many rows of some tables are one person's;
    ``sound``: no row that a reader of registers would refuse."""

    name: str = "fair"
    unknown: float = 0
    not_supplied: float = 0
    empty: float = 0
    extreme: float = 0
    crowd: int = 1
    flood: int = 0
    sound: bool = False

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


@dataclass(frozen=True)
class _Maker:
    """Makes the rows of one registry. ``counts``: how many rows each table has."""

    dice: Random
    vocabulary: Vocabulary
    sky: Weather
    counts: Mapping[str, int]

    def rows(self, table: Table) -> list[Record]:
        """The rows of a table, in no order."""
        found = [self._row(table, number) for number in range(1, self.counts[table.name] + 1)]
        if self.sky.flood and table.name in _FLOODED:
            for row in found:
                row.values["人员"] = PERSONS[0]
        self.dice.shuffle(found)
        return found

    def _row(self, table: Table, number: int) -> Record:
        key: Any = number if table.key is None else _key(table.name, number)
        values = {column.name: self._cell(column) for column in table.columns.values()}
        if table.purpose is not None:
            values |= _of_purpose(self.dice, table, values)
        if table.key is not None:
            values[table.key] = key
        if self.sky.sound:
            _made_sound(table, number, values)
        return Record(table.name, key, values)

    def _cell(self, column: Column) -> Any:
        sure = self.sky.sound and column.required
        if not sure and self.dice.random() < self.sky.unknown:
            return None
        if column.empty_is_none and self.dice.random() < 0.3:
            return ABSENT
        kind = column.type.kind
        if kind in _EXTREMES and self.dice.random() < self.sky.extreme:
            return self.dice.choice(_EXTREMES[kind])
        if kind is Kind.CATEGORY:
            return self.dice.choice(self.vocabulary.categories[str(column.type.of)].members)
        if kind is Kind.RECORD:
            return self._link(str(column.type.of))
        if column.shape is Shape.REGION:
            return self.dice.choice(_REGIONS)
        if kind is Kind.DATE and self.dice.random() < 0.4:
            return DAYS[6] + timedelta(days=self.dice.randint(-400, 500))
        return self.dice.choice(_VALUES[kind])

    def _link(self, table: str) -> str | None:
        """Mostly a row that there is."""
        if not self.sky.sound and self.dice.random() < 0.03:
            return "nobody"
        count = min(8, self.counts.get(table, 0))
        return _key(table, self.dice.randint(1, count)) if count else None


def _made_sound(table: Table, number: int, values: dict[str, Any]) -> None:
    """Nothing that contradicts an ID number, no period that ends before it begins, no required text left out."""
    if table.name == "人员":
        values |= {"出生日期": BORN[number - 1], "性别": "男" if number % 2 else "女"}
    values |= {c.name: "甲" for c in table.columns.values() if c.required and values[c.name] == ""}
    if table.period is not None:
        first, last = (values[name] for name in table.period)
        if None not in (first, last) and ABSENT not in (first, last) and last < first:
            values |= dict(zip(table.period, (last, first), strict=True))


def registry(dice: Random, vocabulary: Vocabulary, sky: Weather) -> Facts:
    """One registry."""
    tables = [t for t in vocabulary.tables.values() if not t.catalogue]
    supplied = {t.name for t in tables if dice.random() >= sky.not_supplied}
    counts = {t.name: _count(dice, t, sky) if t.name in supplied else 0 for t in tables}
    maker = _Maker(dice, vocabulary, sky, counts)
    return Facts(vocabulary, {t.name: maker.rows(t) for t in tables if t.name in supplied}, supplied)


def _count(dice: Random, table: Table, sky: Weather) -> int:
    if sky.flood and table.name in _FLOODED:
        return sky.flood
    if dice.random() < sky.empty:
        return 0
    size = 5 if table.purpose is Purpose.CLAIMS else _SIZES.get(table.name, 0)
    return size if table.name in _ENTITIES else dice.randint(size // 2, size) * sky.crowd


def _key(table: str, number: int) -> str:
    known = _KEYS.get(table, ())
    return known[number - 1] if number <= len(known) else f"{_PREFIX.get(table, 'X')}{number}"


def _of_purpose(dice: Random, table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Claims and payments name a policy, a benefit and a case that there are."""
    matter = dice.choice((*_KEYS[CASES][:10], "L1", PERSONS[0], "1", "2"))
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

"""Values as a person says them: 3年 rather than 36个月, CNY 2,000 rather than 200000 fen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.engines.prose.phrases import same
from duixian.language.absent import ABSENT
from duixian.language.record import Record
from duixian.language.types import Kind, Type
from duixian.language.unknown import Unknown
from duixian.language.vocabulary import Table, Vocabulary
from duixian.values.bilingual import Text
from duixian.values.money import format_money
from duixian.values.months import format_month


def spoken(value: Any, kind: Type, vocabulary: Vocabulary) -> Text:
    """A run-time value of a type (see ``language.types``) in words; unknown, none, records and bools too."""
    if value is ABSENT:
        return Text("无", "none")
    if value is None or value.__class__ is Unknown:
        return Text("未知", "unknown")
    if value.__class__ is Record:
        return record_named(value, vocabulary)
    if value.__class__ is bool:
        return Text("是", "yes") if value else Text("否", "no")
    if kind.kind is Kind.CATEGORY:
        return member(str(value), str(kind.of), vocabulary)
    return _SPOKEN.get(kind.kind, _plain)(value)


def record_named(record: Record, vocabulary: Vocabulary) -> Text:
    """A record by its name where it has one, and by its key; one without a key by its first day, for where it
    stands in a file changes with the order of the rows."""
    table = vocabulary.tables[record.table]
    english = table.english.replace("_", " ")
    if table.key is None:
        return _dated(record, table, english, vocabulary)
    name = next((record.values.get(c) for c in ("姓名", "名称") if c in table.columns), None)
    key = str(record.key)
    shown = f"{name}（{key}）" if isinstance(name, str) else key
    return Text(f"{table.name} {shown}", f"{english} {shown}")


def _dated(record: Record, table: Table, english: str, vocabulary: Vocabulary) -> Text:
    """参保 起月2019-03 · insurance, from 2019-03."""
    days = (*((table.event,) if table.event else ()), *(table.period or ()))
    for name in days:
        value = record.values.get(name)
        if value is not None and value is not ABSENT:
            column = table.columns[name]
            said = spoken(value, column.type, vocabulary)
            return Text(
                f"{table.name} {column.header}{said.zh}",
                f"{english}, {column.english.replace('_', ' ')} {said.en}",
            )
    return Text(f"{table.name} {record.key}", f"{english} {record.key}")


def member(word: str, category: str, vocabulary: Vocabulary) -> Text:
    """A member of a category."""
    declared = vocabulary.categories.get(category)
    return Text(word, declared.english_of(word)) if declared and word in declared.members else same(word)


def _plain(value: Any) -> Text:
    if isinstance(value, Fraction):
        return same(ratio(value))
    if isinstance(value, date):
        return _day(value)
    return same(f"{value:,}" if isinstance(value, int) else value)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day(value: date) -> Text:
    return Text(
        f"{value.year}年{value.month}月{value.day}日", f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    )


def money(fen: int) -> Text:
    """Fen in yuan; whole yuan without decimals, whole ten thousands as 万元."""
    if fen and fen % 1_000_000 == 0:
        return Text(f"{fen // 1_000_000:,}万元", f"CNY {fen // 100:,}")
    english = format_money(fen, "en")
    return Text(format_money(fen, "zh"), english.removesuffix(".00"))


def ratio(value: Fraction) -> str:
    """A percentage where that is exact to two decimals; otherwise a quotient."""
    scaled = value * 10_000
    if value.denominator == 1 and abs(value) != 1:
        return str(value.numerator)
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(abs(scaled.numerator), 100)
    decimals = f".{rest:02d}".rstrip("0").rstrip(".")
    return f"{'-' if value < 0 else ''}{whole}{decimals}%"


def percentage(value: Fraction) -> str:
    """A percentage with two decimals, marked ≈ where it is rounded."""
    hundredths = value * 10_000
    whole, rest = divmod(abs(round(hundredths)), 100)
    mark = "" if hundredths.denominator == 1 else "≈"
    return f"{mark}{'-' if value < 0 else ''}{whole}.{rest:02d}%"


def _months(length: int) -> Text:
    if length and length % 12 == 0:
        years = length // 12
        return Text(f"{years}年", _counted(years, "year"))
    if abs(length) > 12:
        years, months = divmod(abs(length), 12)
        sign = "-" if length < 0 else ""
        english = f"{sign}{_counted(years, 'year')} {_counted(months, 'month')}"
        return Text(f"{sign}{years}年{months}个月", english)
    return Text(f"{length}个月", _counted(length, "month"))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if abs(number) == 1 else f"{number:,} {noun}s"


_SPOKEN: Mapping[Kind, Callable[[Any], Text]] = {
    Kind.MONEY: money,
    Kind.MONTHS: _months,
    Kind.MONTH: lambda month: same(format_month(month)),
    Kind.DAYS: lambda days: Text(f"{days}天", _counted(days, "day")),
    Kind.WORKDAYS: lambda days: Text(f"{days}个工作日", _counted(days, "working day")),
    Kind.AGE: lambda years: Text(f"{years}周岁", f"{years} years of age"),
}

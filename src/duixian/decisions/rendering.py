"""Values as people read them, in Chinese and English, by their type."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.record import Record
from duixian.language.types import Kind, Type
from duixian.language.unknown import Unknown
from duixian.language.vocabulary import Vocabulary
from duixian.values.bilingual import Text
from duixian.values.money import format_money
from duixian.values.months import format_month

_UNITS = {
    Kind.MONTHS: Text("个月", " months"),
    Kind.DAYS: Text("天", " days"),
    Kind.WORKDAYS: Text("个工作日", " working days"),
    Kind.AGE: Text("周岁", " years of age"),
}


def shown(value: Any, kind: Type, vocabulary: Vocabulary) -> Text:
    """A value of a type as words."""
    if value is ABSENT:
        return Text("无", "none")
    if value.__class__ is Unknown:
        return Text("未知", "unknown")
    if value.__class__ is Record:
        return Text(f"{value.table} {value.key}", f"{vocabulary.tables[value.table].english} {value.key}")
    if value.__class__ is bool:
        return Text("是", "yes") if value else Text("否", "no")
    if kind.kind is Kind.CATEGORY:
        return Text(value, vocabulary.categories[str(kind.of)].english_of(value))
    return _quantity(value, kind.kind)


def _quantity(value: Any, kind: Kind) -> Text:
    if kind is Kind.MONEY:
        return Text(format_money(value, "zh"), format_money(value, "en"))
    if kind is Kind.MONTH and isinstance(value, int):
        return _both(format_month(value))
    if kind in _UNITS and isinstance(value, int):
        return Text(f"{value}{_UNITS[kind].zh}", f"{value}{_UNITS[kind].en}")
    if value.__class__ is Fraction:
        return _both(ratio_text(value))
    return _both(value.isoformat() if isinstance(value, date) else str(value))


def _both(words: str) -> Text:
    return Text(words, words)


def ratio_text(value: Fraction) -> str:
    """A ratio as a percentage where that is exact to four digits, otherwise as a fraction."""
    percent = value * 100
    if value.denominator == 1:
        return str(value.numerator)
    scaled = percent * 100
    if scaled.denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, rest = divmod(abs(scaled.numerator), 100)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def plain(value: Any) -> Any:
    """A value as JSON holds it: fen and counts as numbers, dates and ratios as text, unknown and none as null."""
    if value is ABSENT or value.__class__ is Unknown or value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if value.__class__ is Record:
        return str(value.key)
    return value

"""A run-time value as the text or typed cell that reads back as the same value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from duixian.language.absent import ABSENT
from duixian.language.types import Kind
from duixian.language.vocabulary.readings import EXACT_IN_EXCEL
from duixian.language.vocabulary.schema import Column, Shape
from duixian.values.months import format_month

UNKNOWN_WORD: Final = "未知"
NONE_WORD: Final = "无"


def write_cell(column: Column, value: Any) -> str:
    """The text that reads back as a value: 是 or 否, 2021-07-01, 2021-07, 3000.00 (yuan), 60%, a member.

    Unknown is an empty cell and none is 无, or 未知 and an empty cell where empty means none. Raises
    ValueError for none in a 是否 column, which has no words for it.
    """
    if value is None:
        return UNKNOWN_WORD if column.empty_is_none else ""
    if value is ABSENT:
        if column.type.kind is Kind.BOOL and not column.empty_is_none:
            raise ValueError(f"column '{column.name}' has no words for none")
        return "" if column.empty_is_none else NONE_WORD
    if column.shape is Shape.RATIO and value > 1:
        return _quotient(value)
    return _WRITERS.get(column.type.kind, _written_plainly)(value)


def sheet_cell(column: Column, value: Any) -> str | int | Decimal | date | None:
    """``write_cell`` as a typed cell of a workbook: numbers, amounts and dates as such, the rest as text."""
    if value is None or value is ABSENT:
        return write_cell(column, value) or None
    match column.type.kind:
        case Kind.MONEY:
            return Decimal(value).scaleb(-2)
        case Kind.DATE:
            return value if isinstance(value, date) else None
        case Kind.INT | Kind.MONTHS | Kind.DAYS | Kind.WORKDAYS | Kind.AGE if abs(value) < EXACT_IN_EXCEL:
            return int(value)
        case _:
            return write_cell(column, value)


def _written_plainly(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _written_money(fen: int) -> str:
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{cents:02d}"


def _written_number(value: Fraction) -> str:
    """A decimal where one is exact, else a quotient."""
    places = 0
    while (10**places) % value.denominator and places < value.denominator.bit_length():
        places += 1
    if (10**places) % value.denominator:
        return _quotient(value)
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{'-' if value < 0 else ''}{whole}{'.' if places else ''}{decimals}"


def _quotient(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


_WRITERS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.BOOL: lambda value: "是" if value else "否",
    Kind.MONEY: _written_money,
    Kind.MONTH: format_month,
    Kind.NUMBER: _written_number,
}

"""Whether a number of a rule is a number of the wording: by kind and value, however each is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.language.mentions import Mention, MentionKind
from duixian.language.types import (
    AGE,
    DATE,
    DAYS,
    INT,
    MONEY,
    MONTH,
    MONTHS,
    NUMBER,
    WORKDAYS,
    Type,
)

M = MentionKind
_YEAR = 12

_UNITLESS = (
    M.COUNT,
    M.NUMBER,
    M.SCORE,
    M.HOURS,
    M.AREA,
    M.TIMES,
    M.YEAR,
    M.AGE,
    M.DAY_OF_MONTH,
    M.MONTH_OF_YEAR,
)
_DIRECT: Mapping[Type, tuple[MentionKind, ...]] = {
    MONEY: (M.MONEY,),
    MONTHS: (M.MONTHS,),
    DAYS: (M.DAYS,),
    WORKDAYS: (M.WORKDAYS, M.DAYS),
    AGE: (M.AGE,),
    DATE: (M.DATE,),
    MONTH: (M.MONTH,),
    INT: (*_UNITLESS, M.DAYS),
    NUMBER: (*_UNITLESS, M.PERCENT),
}
"""Kinds of mention whose value is held as the literal's own."""


def same_number(kind: Type, value: Any, mention: Mention) -> bool:
    """Whether a literal of this type and value says what the mention says."""
    if mention.kind in _DIRECT.get(kind, ()) and value == mention.value:
        return True
    looser = _LOOSER.get(kind)
    return looser is not None and looser(value, mention)


def shares_of(ratio: tuple[int, ...]) -> tuple[Fraction, ...]:
    """4:3:3 as shares of the whole."""
    return tuple(Fraction(part, sum(ratio)) for part in ratio)


def _date(value: date, mention: Mention) -> bool:
    return (mention.kind, mention.value) in (
        (M.MONTH, value.year * 12 + value.month - 1),
        (M.YEAR, value.year),
        (M.MONTH_DAY, (value.month, value.day)),
        (M.MONTH_OF_YEAR, value.month),
    )


def _month(value: int, mention: Mention) -> bool:
    day = mention.value
    if mention.kind is M.DATE and isinstance(day, date):
        return value == day.year * 12 + day.month - 1
    return (mention.kind, mention.value) in ((M.YEAR, value // 12), (M.MONTH_OF_YEAR, value % 12 + 1))


def _number(value: Fraction, mention: Mention) -> bool:
    """A part of a ratio, or what one of two parts is of the other (1:0.5)."""
    if mention.kind is not M.RATIO or not isinstance(mention.value, tuple):
        return False
    first, last = mention.value[0], mention.value[-1]
    two = mention.value == (first, last)
    return value in shares_of(mention.value) or (
        two and value in (Fraction(last, first), Fraction(first, last))
    )


def _whole(value: int, mention: Mention) -> bool:
    """A bare 3 may be 3年 where the function counts years, or 3个月 where it counts months."""
    return (mention.kind is M.MONTHS and mention.value in (value, _YEAR * value)) or _months(value, mention)


def _months(value: int, mention: Mention) -> bool:
    """第13个月 counts a month, and begins after twelve; 第2年 lies between month 12 and month 24."""
    if mention.kind is not M.COUNT or not isinstance(mention.value, int | Fraction):
        return False
    turn = mention.value
    if "年" in mention.text:
        return value in (_YEAR * turn, _YEAR * (turn - 1))
    return "月" in mention.text and value in (turn, turn - 1)


_LOOSER: Mapping[Type, Callable[[Any, Mention], bool]] = {
    DATE: _date,
    MONTH: _month,
    NUMBER: _number,
    INT: _whole,
    MONTHS: _months,
}

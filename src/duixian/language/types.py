"""The types of facts and expressions, and how each is held at run time.

=============  =========================================================
kind           held as
=============  =========================================================
TEXT           ``str``
INT            ``int``
NUMBER         ``fractions.Fraction`` (also 比率: 60% is 3/5)
MONEY          ``int``, whole fen
DATE           ``datetime.date``
MONTH          ``int``, year × 12 + month − 1
MONTHS         ``int``, a length of time in calendar months (3年 is 36)
DAYS           ``int``, a length of time in calendar days
WORKDAYS       ``int``, a length of time in working days
AGE            ``int``, completed years of life
BOOL           ``bool``
CATEGORY       ``str``, one of the category's members (``of`` names it)
RECORD         a row of the table named by ``of``
=============  =========================================================

ID numbers, credit codes and regions are TEXT once read; their shape is checked on import.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value is; the value of each member is its name in messages and declarations."""

    TEXT = "文本"
    INT = "整数"
    NUMBER = "数"
    MONEY = "金额"
    DATE = "日期"
    MONTH = "月份"
    MONTHS = "月数"
    DAYS = "天数"
    WORKDAYS = "工作日数"
    AGE = "周岁"
    BOOL = "是否"
    CATEGORY = "类别"
    RECORD = "记录"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind, and for CATEGORY and RECORD the category's or table's name."""

    kind: Kind
    of: str | None = None

    def __str__(self) -> str:
        return self.of if self.of is not None else str(self.kind.value)


TEXT = Type(Kind.TEXT)
INT = Type(Kind.INT)
NUMBER = Type(Kind.NUMBER)
MONEY = Type(Kind.MONEY)
DATE = Type(Kind.DATE)
MONTH = Type(Kind.MONTH)
MONTHS = Type(Kind.MONTHS)
DAYS = Type(Kind.DAYS)
WORKDAYS = Type(Kind.WORKDAYS)
AGE = Type(Kind.AGE)
BOOL = Type(Kind.BOOL)

ORDERED_KINDS = frozenset(
    {
        Kind.INT,
        Kind.NUMBER,
        Kind.MONEY,
        Kind.DATE,
        Kind.MONTH,
        Kind.MONTHS,
        Kind.DAYS,
        Kind.WORKDAYS,
        Kind.AGE,
    }
)
"""Kinds whose values compare by < and ≤; a CATEGORY does when its declaration says it is ordered."""


def category(name: str) -> Type:
    """The type of the members of one category."""
    return Type(Kind.CATEGORY, name)


def record(table: str) -> Type:
    """The type of a row of one table."""
    return Type(Kind.RECORD, table)

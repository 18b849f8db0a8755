"""What a mention is: its kind, its value, and the words it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from duixian.values.bilingual import DuixianError

Value = int | Fraction | date | tuple[int, ...]


class MentionKind(StrEnum):
    """What a number counts; the comment gives the type and unit of the value."""

    MONEY = "money"  # int, fen
    PERCENT = "percent"  # Fraction, a share of one: 60% is 3/5, 三分之一 is 1/3
    RATIO = "ratio"  # tuple of whole numbers, as written: 4:3:3
    MONTHS = "months"  # int; a year is twelve, a quarter three
    DAYS = "days"  # int
    WORKDAYS = "workdays"  # int
    HOURS = "hours"  # Fraction; also 学时 and 课时
    AGE = "age"  # int, years of life
    COUNT = "count"  # Fraction: persons, firms, times, places in a ranking
    TIMES = "times"  # Fraction, a multiple: 3倍
    SCORE = "score"  # Fraction, points
    AREA = "area"  # Fraction, square metres
    DATE = "date"  # datetime.date
    MONTH = "month"  # int, year * 12 + month - 1: 2021年7月
    YEAR = "year"  # int, calendar year
    MONTH_DAY = "month_day"  # (month, day): 5月1日 of whichever year
    MONTH_OF_YEAR = "month_of_year"  # int, 1…12: 12月底
    DAY_OF_MONTH = "day_of_month"  # int, 1…31: 每月15日
    NUMBER = "number"  # Fraction: a figure whose unit is missing or not known here


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of a wording; ``wording[start:end] == text``.

    In a row that shares its unit (3、2、1万元) ``text`` is a figure's own words, and ``value`` counts the unit.
    ``required`` is False for words that a rule may use and need not: 每月, 一次, 一半.
    """

    kind: MentionKind
    value: Value
    text: str
    start: int
    end: int
    required: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What was made of the words up to ``end``: some mentions, or none when they are to be passed over."""

    end: int
    mentions: tuple[Mention, ...] = ()


class MentionError(DuixianError, ValueError):
    """A wording states a date or an amount that does not exist."""

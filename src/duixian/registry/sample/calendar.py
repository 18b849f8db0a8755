"""Days as ordinals and months as whole numbers, and their texts, each made once."""

from __future__ import annotations

from datetime import date

from duixian.values.dates import add_months
from duixian.values.months import first_day, format_month

YEAR = 365
"""Days, where a made-up span need not be exact."""


class _Days(dict[int, str]):
    def __missing__(self, ordinal: int) -> str:
        text = self[ordinal] = date.fromordinal(ordinal).isoformat()
        return text


class _Months(dict[int, str]):
    def __missing__(self, month: int) -> str:
        text = self[month] = format_month(month)
        return text


class _MonthOfDays(dict[int, int]):
    def __missing__(self, ordinal: int) -> int:
        day = date.fromordinal(ordinal)
        month = self[ordinal] = day.year * 12 + day.month - 1
        return month


DAY_TEXT = _Days()
"""Ordinal → 2021-07-01."""
MONTH_TEXT = _Months()
"""Month → 2021-07."""
MONTH_OF = _MonthOfDays()
"""Ordinal → month."""


def day_of(year: int, month: int = 1, day: int = 1) -> int:
    """The ordinal of a date."""
    return date(year, month, day).toordinal()


def day_text(ordinal: int | None) -> str:
    """The date's text; an empty cell for None."""
    return "" if ordinal is None else DAY_TEXT[ordinal]


def month_text(month: int | None) -> str:
    """The month's text; an empty cell for None."""
    return "" if month is None else MONTH_TEXT[month]


def month_start(month: int) -> int:
    """The ordinal of the first day of a month."""
    return first_day(month).toordinal()


def months_later(ordinal: int, months: int) -> int:
    """The ordinal of the same day some months later."""
    return add_months(date.fromordinal(ordinal), months).toordinal()

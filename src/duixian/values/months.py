"""A calendar month as one integer, ``year * 12 + month - 1``, so that months add and compare."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

_SHAPES = (
    re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月份?"),
    re.compile(r"([0-9]{4})([0-9]{2})"),
)


class MonthError(DuixianError, ValueError):
    """A text that is not a month, or a month outside the years 1 to 9999."""


def month_of(day: date) -> int:
    """The month that holds a day."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month. Raises MonthError (``month-out-of-range``)."""
    year, index = _year_and_index(month)
    return date(year, index + 1, 1)


def last_day(month: int) -> date:
    """The last day of a month. Raises MonthError (``month-out-of-range``)."""
    year, index = _year_and_index(month)
    return date(year, index + 1, monthrange(year, index + 1)[1])


def months_between_months(start: int, end: int) -> int:
    """How many months ``end`` lies after ``start``; 2021-07 to 2021-09 is 2, backwards is negative."""
    return end - start


def parse_month(text: str) -> int:
    """The month in ``2021-07``, ``2021年7月``, ``202107`` or ``2021/7``.

    Raises MonthError: ``month-unreadable``, or ``month-impossible`` for a month such as 2021-13.
    """
    words = half_width(text)
    for shape in _SHAPES:
        if found := shape.fullmatch(words):
            return _month(int(found[1]), int(found[2]), text)
    raise _error("month-unreadable", f"“{text}”不是可以读出的月份。", f"'{text}' cannot be read as a month.")


def format_month(month: int) -> str:
    """``2021-07``. Raises MonthError (``month-out-of-range``)."""
    year, index = _year_and_index(month)
    return f"{year:04d}-{index + 1:02d}"


def _month(year: int, number: int, text: str) -> int:
    if year >= 1 and 1 <= number <= 12:
        return year * 12 + number - 1
    raise _error(
        "month-impossible", f"“{text}”中的月份不存在。", f"'{text}' names a month that does not exist."
    )


def _year_and_index(month: int) -> tuple[int, int]:
    year, index = divmod(month, 12)
    if 1 <= year <= 9999:
        return year, index
    raise _error(
        "month-out-of-range",
        f"月份（公元 {year} 年）超出日历范围。",
        f"A month of the year {year} is outside the calendar.",
    )


def _error(code: str, zh: str, en: str) -> MonthError:
    remedy = Text(
        "请写成 2021-07、2021年7月、202107 或 2021/7，年份为 0001 至 9999。",
        "Write it like 2021-07, 2021年7月, 202107 or 2021/7, with a year from 0001 to 9999.",
    )
    return MonthError(code, Text(zh, en), remedy=remedy)

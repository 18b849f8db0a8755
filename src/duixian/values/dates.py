"""Calendar arithmetic of our own: months are counted by year, month and day, alike in every engine.

Adding months keeps the day of the month and falls back to the month's last day where that day does
not exist; counting months is its inverse. Bounds are inclusive: the day a period is full counts.
"""

from __future__ import annotations

import re
from datetime import date

from duixian.values.bilingual import DuixianError, Text
from duixian.values.months import MonthError, last_day, month_of
from duixian.values.widths import half_width

_SHAPES = (
    re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"),
    re.compile(r"([0-9]{4})(年)([0-9]{1,2})月([0-9]{1,2})[日号]"),
    re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})"),
)


class DateError(DuixianError, ValueError):
    """A text that is not a date, or a date outside the years 1 to 9999."""


def add_months(start: date, months: int) -> date:
    """The same day ``months`` later (earlier when negative), clamped to the month's end: 01-31 + 1 → 02-28.

    Raises DateError (``date-out-of-range``).
    """
    try:
        end_of_month = last_day(month_of(start) + months)
    except MonthError as error:
        raise _error("date-out-of-range", error.message.zh, error.message.en) from error
    return end_of_month.replace(day=min(start.day, end_of_month.day))


def add_years(start: date, years: int) -> date:
    """The same day ``years`` later; 02-29 falls on 02-28 in a common year. Raises DateError."""
    return add_months(start, 12 * years)


def full_months(start: date, end: date) -> int:
    """Complete calendar months: the most that can be added to ``start`` without passing ``end``.

    01-15 → 02-14 is 0, 01-15 → 02-15 is 1, 01-31 → 02-28 is 1 (02-31 does not exist and the month
    has ended). When end is before start the count is mirrored: ``-full_months(end, start)``.
    """
    if end < start:
        return -full_months(end, start)
    months = month_of(end) - month_of(start)
    reached = end.day >= start.day or end == last_day(month_of(end))
    return months if reached else months - 1


def full_years(start: date, end: date) -> int:
    """Completed years, hence also the age (周岁) on ``end`` of somebody born on ``start``.

    Administrative practice (年满 X 周岁) counts from the birthday itself, and so does this; the
    criminal law's rule of the day after the birthday is not used. Somebody born on 02-29 completes
    a year on 02-28 in a common year, as :func:`add_years` clamps. Mirrored when end is before start.
    """
    if end < start:
        return -full_years(end, start)
    return full_months(start, end) // 12


def days_between(start: date, end: date) -> int:
    """Days from start to end, start not counted: 07-01 → 07-02 is 1; negative backwards."""
    return (end - start).days


def parse_date(text: str) -> date:
    """The date in ``2021-07-01``, ``2021/7/1``, ``2021.7.1``, ``20210701`` or ``2021年7月1日``.

    Raises DateError: ``date-unreadable``, or ``date-impossible`` for a day such as 2021-02-30.
    """
    words = half_width(text)
    for shape in _SHAPES:
        if found := shape.fullmatch(words):
            return _day(int(found[1]), int(found[3]), int(found[4]), text)
    raise _error("date-unreadable", f"“{text}”不是可以读出的日期。", f"'{text}' cannot be read as a date.")


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        zh, en = f"“{text}”这一天不存在。", f"'{text}' is a day that does not exist."
        raise _error("date-impossible", zh, en) from error


def _error(code: str, zh: str, en: str) -> DateError:
    remedy = Text(
        "请写成 2021-07-01、2021/7/1、2021.7.1、20210701 或 2021年7月1日，年份为 0001 至 9999。",
        "Write it like 2021-07-01, 2021/7/1, 2021.7.1, 20210701 or 2021年7月1日; years 0001 to 9999.",
    )
    return DateError(code, Text(zh, en), remedy=remedy)

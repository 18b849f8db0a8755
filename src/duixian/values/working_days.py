"""Working days (工作日) by the State Council's yearly notice: days off and make-up working days.

The notices published so far come from ``chinesecalendar``. A year without a notice is not guessed:
it raises :class:`CalendarUnknown` until somebody supplies that year's days as overrides, a mapping
from date to whether it is a working day. Overrides always win over the published table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import chinese_calendar

from duixian.values.bilingual import DuixianError, Text

_SATURDAY = 5


class CalendarUnknown(DuixianError, LookupError):
    """A day of a year whose holidays have not been published here (``calendar-unknown``)."""


def is_working_day(day: date, overrides: Mapping[date, bool] | None = None) -> bool:
    """Whether offices work on a day. Raises CalendarUnknown."""
    if overrides is not None and day in overrides:
        return overrides[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise _unknown(day) from error


def add_working_days(start: date, n: int, overrides: Mapping[date, bool] | None = None) -> date:
    """The n-th working day after ``start`` (before it when n is negative); start itself never counts.

    With n = 0 the answer is ``start``, working day or not. Raises CalendarUnknown.
    """
    day, step = start, timedelta(days=1 if n > 0 else -1)
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, overrides):
            day += step
    return day


def working_days_between(start: date, end: date, overrides: Mapping[date, bool] | None = None) -> int:
    """Working days from ``start`` to ``end``: start never counts, end does; negative backwards.

    So ``working_days_between(start, add_working_days(start, n)) == n``. Raises CalendarUnknown.
    """
    sign = 1 if end >= start else -1
    days = (start + timedelta(days=sign * step) for step in range(1, abs((end - start).days) + 1))
    return sign * sum(is_working_day(day, overrides) for day in days)


def year_calendar(year: int, days_off: Iterable[date], make_up_days: Iterable[date]) -> dict[date, bool]:
    """Overrides for a whole year from its notice: the weekdays off and the weekend days to work.

    Every other weekday is a working day and every other weekend day is not.
    """
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    days = (first + timedelta(days=offset) for offset in range(length))
    return (
        {day: day.weekday() < _SATURDAY for day in days}
        | dict.fromkeys(days_off, False)
        | dict.fromkeys(make_up_days, True)
    )


def _unknown(day: date) -> CalendarUnknown:
    return CalendarUnknown(
        "calendar-unknown",
        Text(
            f"系统中没有 {day.year} 年的工作日安排，无法判断 {day.isoformat()} 是否为工作日。",
            f"The working days of {day.year} are not known here, so {day.isoformat()} cannot be judged.",
        ),
        remedy=Text(
            f"请按国务院办公厅 {day.year} 年放假通知录入该年的放假日与调休上班日（工作日覆盖表）后重试。",
            f"Enter the days off and make-up days of the State Council's notice for {day.year} "
            "in the table of working-day overrides, then try again.",
        ),
    )

"""Clocks in working days, with the days that the office entered itself.

A year whose holidays are neither built in nor entered raises CalendarUnknown: a clock is never guessed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from duixian.notices.errors import CalendarError
from duixian.notices.models import WorkingDay
from duixian.values import working_days
from duixian.values.bilingual import Text


def overrides() -> dict[date, bool]:
    """The days entered by the office: whether each is a working day."""
    return dict(WorkingDay.objects.values_list("day", "working"))


def is_working_day(day: date) -> bool:
    """Whether offices work on a day. Raises CalendarUnknown."""
    return working_days.is_working_day(day, overrides())


def after(start: date, days: int) -> date:
    """The last day of a clock of so many working days; the day it starts on does not count."""
    return working_days.add_working_days(start, days, overrides())


def between(start: date, end: date) -> int:
    """How many working days lie after ``start`` up to and with ``end``. Raises CalendarUnknown."""
    return working_days.working_days_between(start, end, overrides())


@transaction.atomic
def enter_year(year: int, days_off: Collection[date], make_up_days: Collection[date], notice: str) -> int:
    """Enter a whole year from its notice; days entered before for that year are replaced. Returns the days.

    Raises CalendarError where a day is not of the year or is both off and worked.
    """
    _check(year, days_off, make_up_days)
    WorkingDay.objects.filter(day__year=year).delete()
    days = working_days.year_calendar(year, days_off, make_up_days)
    rows = [WorkingDay(day=day, working=working, notice=notice) for day, working in days.items()]
    return len(WorkingDay.objects.bulk_create(rows))


def _check(year: int, days_off: Collection[date], make_up_days: Collection[date]) -> None:
    wrong = sorted(day for day in (*days_off, *make_up_days) if day.year != year)
    wrong += sorted(set(days_off) & set(make_up_days))
    if wrong:
        day = wrong[0].isoformat()
        raise CalendarError(
            "calendar-day-wrong",
            Text(
                f"{day} 不是 {year} 年的日期，或同时列为放假日和上班日。",
                f"{day} is not a day of {year}, or is listed both as off and as worked.",
            ),
            where=day,
            remedy=Text(
                "请按放假通知核对后重新录入。", "Check it against the notice and enter the year again."
            ),
        )

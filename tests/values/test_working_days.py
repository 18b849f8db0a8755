from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.working_days import (
    CalendarUnknown,
    add_working_days,
    is_working_day,
    working_days_between,
    year_calendar,
)

DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 9, 30), True),
        (date(2021, 10, 1), False),  # National Day
        (date(2021, 10, 7), False),
        (date(2021, 10, 9), True),  # a Saturday worked instead
        (date(2021, 10, 10), False),  # a Sunday
    ],
)
def test_holidays_are_off_and_make_up_days_are_worked(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_five_working_days_from_before_the_national_holiday_end_after_it() -> None:
    assert add_working_days(date(2021, 9, 29), 5) == date(2021, 10, 12)


def test_working_days_count_backwards_too() -> None:
    assert add_working_days(date(2021, 10, 8), -1) == date(2021, 9, 30)
    assert working_days_between(date(2021, 10, 8), date(2021, 9, 30)) == -1


def test_no_working_days_later_is_the_same_day_even_on_a_holiday() -> None:
    assert add_working_days(date(2021, 10, 1), 0) == date(2021, 10, 1)


@given(DAYS, st.integers(-60, 60))
def test_counting_working_days_undoes_adding_them(start: date, n: int) -> None:
    end = add_working_days(start, n)
    assert working_days_between(start, end) == n
    assert n == 0 or is_working_day(end)


def test_a_year_not_yet_published_is_refused_and_says_how_to_enter_it() -> None:
    with pytest.raises(CalendarUnknown) as caught:
        is_working_day(date(2087, 3, 3))
    assert caught.value.code == "calendar-unknown"
    assert "2087" in str(caught.value)
    assert "放假通知" in str(caught.value)
    assert "overrides" in caught.value.render("en")


def test_an_override_wins_over_the_published_calendar() -> None:
    assert is_working_day(date(2021, 10, 1), {date(2021, 10, 1): True}) is True


def test_a_year_entered_from_its_notice_is_known_day_by_day() -> None:
    overrides = year_calendar(2087, days_off=[date(2087, 1, 1)], make_up_days=[date(2087, 1, 4)])
    worked = [day for day in range(1, 14) if is_working_day(date(2087, 1, day), overrides)]
    assert worked == [2, 3, 4, 6, 7, 8, 9, 10, 13]  # 1 January 2087 is a Wednesday
    assert is_working_day(date(2087, 12, 31), overrides) is True


def test_a_year_entered_from_its_notice_has_every_day_of_the_year() -> None:
    entered = year_calendar(2088, days_off=[], make_up_days=[])
    assert (min(entered), max(entered), len(entered)) == (date(2088, 1, 1), date(2088, 12, 31), 366)


def test_counting_does_not_run_silently_past_the_entered_year() -> None:
    overrides = year_calendar(2087, days_off=[], make_up_days=[])
    with pytest.raises(CalendarUnknown):
        add_working_days(date(2087, 12, 31), 1, overrides)

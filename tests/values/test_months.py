from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.months import (
    MonthError,
    first_day,
    format_month,
    last_day,
    month_of,
    months_between_months,
    parse_month,
)

MONTHS = st.integers(1 * 12, 9999 * 12 + 11)
JULY_2021 = 2021 * 12 + 6


@pytest.mark.parametrize(
    "text", ["2021-07", "2021-7", "2021年7月", "2021年07月份", "202107", "2021/7", "２０２１－０７"]
)
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert parse_month(text) == JULY_2021


@pytest.mark.parametrize("text", ["", "7月", "21-07", "2021-07-01", "20217", "2021年"])
def test_a_text_that_is_no_month_is_refused_with_the_forms_expected(text: str) -> None:
    with pytest.raises(MonthError) as caught:
        parse_month(text)
    assert caught.value.code == "month-unreadable"
    assert "2021年7月" in caught.value.render("en")


@pytest.mark.parametrize("text", ["2021-13", "202100", "0000-01"])
def test_a_month_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(MonthError) as caught:
        parse_month(text)
    assert caught.value.code == "month-impossible"


@pytest.mark.parametrize("month", [11, 10_000 * 12, -1])
def test_a_month_outside_the_calendar_is_refused(month: int) -> None:
    with pytest.raises(MonthError) as caught:
        first_day(month)
    assert caught.value.code == "month-out-of-range"


def test_months_count_from_one_to_another() -> None:
    assert months_between_months(JULY_2021, parse_month("2022-01")) == 6
    assert months_between_months(JULY_2021, parse_month("2021-06")) == -1


def test_february_ends_on_the_29th_in_a_leap_year() -> None:
    assert last_day(parse_month("2024-02")) == date(2024, 2, 29)


@given(MONTHS)
def test_a_month_written_and_read_again_is_the_same(month: int) -> None:
    assert parse_month(format_month(month)) == month


@given(st.dates())
def test_every_day_lies_between_the_first_and_the_last_day_of_its_month(day: date) -> None:
    assert first_day(month_of(day)) <= day <= last_day(month_of(day))


@given(st.integers(1 * 12, 9999 * 12 + 10))
def test_the_day_after_a_month_is_the_first_day_of_the_next(month: int) -> None:
    assert last_day(month) + timedelta(days=1) == first_day(month + 1)

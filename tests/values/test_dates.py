from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.dates import (
    DateError,
    add_months,
    add_years,
    days_between,
    full_months,
    full_years,
    parse_date,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
COUNTS = st.integers(0, 1200)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    [
        "2021-07-01",
        "2021/7/1",
        "2021.7.1",
        "20210701",
        "2021年7月1日",
        "2021年07月01号",
        "２０２１－７－１",
        " 2021-7-1 ",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert parse_date(text) == date(2021, 7, 1)


@pytest.mark.parametrize("text", ["", "2021-07", "2021/7-1", "1/7/2021", "210701", "2021年7月", "44378"])
def test_a_text_that_is_no_date_is_refused_with_the_forms_expected(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.code == "date-unreadable"
    assert "2021年7月1日" in str(caught.value)


@pytest.mark.parametrize("text", ["2021-02-30", "20211301", "2021年2月29日", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.code == "date-impossible"


@given(st.dates(), st.sampled_from(["-", "/", "."]))
def test_a_date_written_without_leading_zeros_is_read_again(written: date, sign: str) -> None:
    assert parse_date(f"{written.year:04d}{sign}{written.month}{sign}{written.day}") == written


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-01-31", 1, "2021-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2021-03-31", -1, "2021-02-28"),
        ("2021-11-15", 3, "2022-02-15"),
        ("2021-01-15", -13, "2019-12-15"),
    ],
)
def test_adding_months_keeps_the_day_or_falls_back_to_the_months_end(
    start: str, months: int, end: str
) -> None:
    assert add_months(day(start), months) == day(end)


def test_adding_months_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(DateError) as caught:
        add_months(date(9999, 12, 1), 1)
    assert caught.value.code == "date-out-of-range"


def test_a_year_after_the_29th_of_february_is_the_28th() -> None:
    assert add_years(day("2020-02-29"), 1) == day("2021-02-28")
    assert add_years(day("2020-02-29"), 4) == day("2024-02-29")


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2021-01-15", "2021-02-14", 0),
        ("2021-01-15", "2021-02-15", 1),
        ("2021-01-31", "2021-02-28", 1),
        ("2024-01-31", "2024-02-28", 0),
        ("2021-02-28", "2021-03-31", 1),
        ("2021-02-15", "2021-01-15", -1),
        ("2021-02-14", "2021-01-15", 0),
    ],
)
def test_a_month_is_full_when_its_day_or_the_months_end_is_reached(start: str, end: str, months: int) -> None:
    assert full_months(day(start), day(end)) == months


@given(DAYS, COUNTS)
def test_counting_months_undoes_adding_them(start: date, months: int) -> None:
    assert full_months(start, add_months(start, months)) == months


@given(DAYS, DAYS)
def test_the_full_months_are_the_most_that_can_be_added(one: date, other: date) -> None:
    start, end = sorted((one, other))
    months = full_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)


@given(DAYS, DAYS)
def test_counting_months_and_years_backwards_mirrors(one: date, other: date) -> None:
    assert full_months(one, other) == -full_months(other, one)
    assert full_years(one, other) == -full_years(other, one)


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("2000-05-20", "2018-05-19", 17),
        ("2000-05-20", "2018-05-20", 18),
        ("2000-02-29", "2018-02-27", 17),
        ("2000-02-29", "2018-02-28", 18),
    ],
)
def test_an_age_is_completed_on_the_birthday_itself(birth: str, on: str, age: int) -> None:
    assert full_years(day(birth), day(on)) == age


@given(DAYS, DAYS)
def test_the_full_years_are_the_most_that_can_be_added(one: date, other: date) -> None:
    start, end = sorted((one, other))
    years = full_years(start, end)
    assert add_years(start, years) <= end < add_years(start, years + 1)


def test_days_count_from_the_day_after_the_start() -> None:
    assert days_between(day("2021-07-01"), day("2021-07-02")) == 1
    assert days_between(day("2021-07-02"), day("2021-06-30")) == -2

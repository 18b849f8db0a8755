from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from duixian.engines.bulk import calendar
from duixian.engines.bulk.evaluation import arrays
from duixian.engines.bulk.expressions import Column
from duixian.engines.bulk.nodes import Node
from duixian.language.columns import packed, unpacked
from duixian.values.dates import add_months, full_months, full_years

SOME_DAY = st.dates(min_value=date(2, 1, 1), max_value=date(9990, 12, 31))


def in_columns(function: Callable[..., Column], *numbers: int) -> int:
    given_ = (Column(Node(None, array=np.array([number]))) for number in numbers)
    return int(arrays([function(*given_).node], 1)[0][0])


@given(SOME_DAY)
def test_a_packed_date_is_unpacked_to_itself(day: date) -> None:
    assert unpacked(packed(day)) == day


@given(SOME_DAY, SOME_DAY)
def test_packed_dates_stand_in_the_order_of_dates(one: date, other: date) -> None:
    assert (packed(one) < packed(other)) == (one < other)


@given(SOME_DAY)
def test_days_are_counted_as_the_calendar_counts_them(day: date) -> None:
    assert in_columns(calendar.ordinal, packed(day)) == day.toordinal()
    assert in_columns(calendar.of_ordinal, day.toordinal()) == packed(day)


@given(SOME_DAY, SOME_DAY)
def test_complete_months_and_years_agree_with_the_definition(start: date, end: date) -> None:
    days = packed(start), packed(end)
    assert in_columns(calendar.full_months, *days) == full_months(start, end)
    assert in_columns(calendar.full_years, *days) == full_years(start, end)


@given(SOME_DAY, st.integers(-20, 100))
def test_months_are_added_as_the_definition_adds_them(day: date, months: int) -> None:
    added = in_columns(calendar.add_months, packed(day), months)
    assert unpacked(added) == add_months(day, months)

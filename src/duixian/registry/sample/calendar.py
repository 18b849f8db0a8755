"""Days as ordinals and months as whole numbers, one or many, and their texts."""

from __future__ import annotations

from datetime import date

import numpy as np

from duixian.registry.sample.throws import Ints
from duixian.values.dates import add_months

YEAR = 365
"""Days, where a made-up span need not be exact."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_FIRST_MONTH = _FIRST_YEAR * 12
_STARTS: Ints = np.array(
    [date(y, m, 1).toordinal() for y in range(_FIRST_YEAR, _LAST_YEAR + 1) for m in range(1, 13)]
)
_LENGTHS: Ints = np.diff(_STARTS, append=date(_LAST_YEAR + 1, 1, 1).toordinal())
FIRST_DAY = int(_STARTS[0])
"""The first day that arrays of days may hold."""
_MONTHS: Ints = np.repeat(np.arange(len(_STARTS)), _LENGTHS) + _FIRST_MONTH


def iso_days() -> list[str]:
    """The texts of all days from ``FIRST_DAY`` to the end of 2199, such as 2021-07-01."""
    first = np.datetime64(date.fromordinal(FIRST_DAY))
    texts: list[str] = np.datetime_as_string(first + np.arange(len(_MONTHS))).tolist()
    return texts


class _Days(dict[int, str]):
    def __missing__(self, ordinal: int) -> str:
        text = self[ordinal] = date.fromordinal(ordinal).isoformat()
        return text


DAY_TEXT = _Days()
"""Ordinal → 2021-07-01."""


def day_of(year: int, month: int = 1, day: int = 1) -> int:
    """The ordinal of a date."""
    return date(year, month, day).toordinal()


def days_of(years: int | Ints, months: int | Ints, days: int | Ints) -> Ints:
    """The ordinals of dates between the years 1900 and 2199."""
    return starts_of(years * 12 + months - 1) + (days - 1)


def starts_of(months: Ints | int) -> Ints:
    """The ordinals of the first days of months."""
    starts: Ints = _STARTS[np.asarray(months) - _FIRST_MONTH]
    return starts


def months_of(days: Ints) -> Ints:
    """The months in which days lie."""
    lying: Ints = _MONTHS[days - FIRST_DAY]
    return lying


def months_after(days: Ints, months: int | Ints) -> Ints:
    """The same days some months later, at most the last day of the month."""
    before = months_of(days)
    later = before + months
    into: Ints = np.minimum(days - starts_of(before), _LENGTHS[later - _FIRST_MONTH] - 1)
    return starts_of(later) + into


def day_text(ordinal: int | None) -> str:
    """The date's text; an empty cell for None."""
    return "" if ordinal is None else DAY_TEXT[ordinal]


def months_later(ordinal: int, months: int) -> int:
    """The ordinal of the same day some months later."""
    return add_months(date.fromordinal(ordinal), months).toordinal()

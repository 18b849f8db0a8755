"""Calendar arithmetic on packed dates: month × 31 + day − 1, where a month is year × 12 + month − 1.

Packed dates order as dates do, their month is a division, and months add without a calendar library, so that
every backend counts alike. The definitions are those of ``values.dates`` and ``values.months``.
"""

from __future__ import annotations

from duixian.engines.bulk.expressions import Column, literal, smaller, when

FIRST_MONTH, LAST_MONTH = 12, 9999 * 12 + 11
LATEST = LAST_MONTH * 31 + 30
"""31 December 9999, packed."""
_FIFTY = 153
_BEFORE_MARCH = 305


def month_of(day: Column) -> Column:
    """The month that holds a day."""
    return day // 31


def length_of(month: Column) -> Column:
    """How many days a month has."""
    year, index = month // 12, month % 12
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    usual = literal(31) - (index % 7) % 2
    february = when(leap, literal(29), literal(28))
    return when(index == 1, february, usual)


def first_day(month: Column) -> Column:
    """The first day of a month."""
    return month * 31


def last_day(month: Column) -> Column:
    """The last day of a month."""
    return month * 31 + length_of(month) - 1


def add_months(day: Column, months: Column) -> Column:
    """The same day so many months later, or the month's last."""
    month = month_of(day) + months
    return month * 31 + smaller(day % 31, length_of(month) - 1)


def month_in_range(month: Column) -> Column:
    """Whether a month lies in the years 1 to 9999."""
    return (month >= FIRST_MONTH) & (month <= LAST_MONTH)


def full_months(start: Column, end: Column) -> Column:
    """Complete calendar months from one date to another, mirrored backwards."""
    return when(end >= start, _forward(start, end), -_forward(end, start))


def full_years(start: Column, end: Column) -> Column:
    """Completed years, mirrored backwards."""
    ahead, back = _forward(start, end) // 12, _forward(end, start) // 12
    return when(end >= start, ahead, -back)


def _forward(start: Column, end: Column) -> Column:
    months = month_of(end) - month_of(start)
    reached = (end % 31 >= start % 31) | (end % 31 == length_of(month_of(end)) - 1)
    return when(reached, months, months - 1)


def ordinal(day: Column) -> Column:
    """Days since the year 1 began, 1 January 0001 being 1 (years counted from March)."""
    month = month_of(day)
    early = when(month % 12 < 2, literal(1), literal(0))
    year, since_march = month // 12 - early, (month % 12 + 10) % 12
    in_year = (since_march * _FIFTY + 2) // 5 + day % 31
    return year * 365 + year // 4 - year // 100 + year // 400 + in_year - _BEFORE_MARCH


def of_ordinal(days: Column) -> Column:
    """The packed date of a count of days."""
    shifted = days + _BEFORE_MARCH
    era, in_era = shifted // 146097, shifted % 146097
    year = (in_era - in_era // 1460 + in_era // 36524 - in_era // 146096) // 365
    in_year = in_era - (year * 365 + year // 4 - year // 100)
    since_march = (in_year * 5 + 2) // _FIFTY
    day = in_year - (since_march * _FIFTY + 2) // 5
    index = (since_march + 2) % 12
    early = when(index < 2, literal(1), literal(0))
    return ((year + era * 400 + early) * 12 + index) * 31 + day


def next_day(day: Column) -> Column:
    """The day after; the last date there is stays itself."""
    month = month_of(day)
    within = day % 31 + 1 < length_of(month)
    after = when(within, day + 1, (month + 1) * 31)
    return when(day < LATEST, after, day)

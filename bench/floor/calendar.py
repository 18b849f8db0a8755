"""Months as whole numbers (year × 12 + month − 1) and complete months between days, as columns."""

from __future__ import annotations

from datetime import date

import polars as pl


def month_of(day: pl.Expr) -> pl.Expr:
    """The month that holds a day."""
    return (day.dt.year() * 12 + day.dt.month() - 1).cast(pl.Int32)


def month_number(day: date) -> int:
    """The month that holds a day."""
    return day.year * 12 + day.month - 1


def full_months(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Complete calendar months from a day to a later one; the last day of a month completes it."""
    reached = (end.dt.day() >= start.dt.day()) | (end == end.dt.month_end())
    return month_of(end) - month_of(start) - (~reached).cast(pl.Int32)


def holds(start: str, end: str, day: str) -> pl.Expr:
    """Whether a period that may be open at its end holds on a day; start and end are known or none."""
    return (pl.col(start) <= pl.col(day)) & (pl.col(end).is_null() | (pl.col(end) >= pl.col(day)))


def holds_in_month(start: str, end: str, month: pl.Expr) -> pl.Expr:
    """The same for a period of months."""
    return (pl.col(start) <= month) & (pl.col(end).is_null() | (pl.col(end) >= month))

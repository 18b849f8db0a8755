"""Months covered by records with a period: one after another, in all, the longest run.

A record without an end runs on to the month of the decision; nothing later is counted, since it has not happened.
A period of dates covers each month of which it holds a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.record import Record
from duixian.language.unknown import Lack, Missing, Unknown
from duixian.values.months import month_of

Spans = list[tuple[int, int]]


def span_of(record: Record, period: tuple[str, str]) -> Any:
    """(first month, last month or None while it lasts), or Unknown when an end of the period is missing."""
    start, end = (record.values.get(column) for column in period)
    if start is None or end is None:
        column = period[0] if start is None else period[1]
        return Unknown([Missing(Lack.CELL, column, record.table, str(record.key))])
    if start is ABSENT:
        return None
    return _month(start), None if end is ABSENT else _month(end)


def _month(value: Any) -> int:
    return value if value.__class__ is int else month_of(value)


def next_growth(raw: Iterable[tuple[int, int | None]], last: int) -> int | None:
    """The first month after ``last`` that one of the spans covers."""
    return min((max(start, last + 1) for start, end in raw if end is None or end > last), default=None)


def joined_spans(raw: Iterable[tuple[int, int | None]], last: int) -> Spans:
    """Spans cut at the decision's month ``last``, sorted and joined where they touch."""
    spans: Spans = []
    for start, end in sorted((s, last if e is None else e) for s, e in raw):
        cut = min(end, last)
        if cut < start:
            continue
        if spans and start <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(spans[-1][1], cut))
        else:
            spans.append((start, cut))
    return spans


def run_from(spans: Spans, month: int) -> int:
    """Months covered without a gap from a month onwards, that month included."""
    return next((end - month + 1 for start, end in spans if start <= month <= end), 0)


def run_to(spans: Spans, month: int) -> int:
    """Months covered without a gap up to a month, that month included."""
    return next((month - start + 1 for start, end in spans if start <= month <= end), 0)


def _cut(spans: Spans, since: int | None, until: int | None) -> list[int]:
    lengths = []
    for start, end in spans:
        first = start if since is None else max(start, since)
        last = end if until is None else min(end, until)
        if first <= last:
            lengths.append(last - first + 1)
    return lengths


def covered(spans: Spans, since: int | None, until: int | None) -> int:
    """Months covered between two months, both included."""
    return sum(_cut(spans, since, until))


def longest(spans: Spans, since: int | None, until: int | None) -> int:
    """The longest run of covered months between two months."""
    return max(_cut(spans, since, until), default=0)

"""What time it is. Everything asks here, so that a month of work can be told in a minute and be true to its dates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

OFFICE = ZoneInfo("Asia/Shanghai")
"""Days are the office's: a claim at half past midnight belongs to the new day there."""
_SET: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _SET.get() or datetime.now(UTC) - timedelta(days=settings.DUIXIAN_DAYS_BACK)


def today() -> date:
    """This day at the office."""
    return now().astimezone(OFFICE).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[datetime]:
    """Inside the block it is this moment; a day is taken at nine in the morning, when the office opens."""
    standing = moment if isinstance(moment, datetime) else datetime.combine(moment, time(9), OFFICE)
    if standing.tzinfo is None:
        raise ValueError("a moment without a zone is no moment")
    token = _SET.set(standing.astimezone(UTC))
    try:
        yield standing.astimezone(UTC)
    finally:
        _SET.reset(token)

"""Limits on how often anybody may ask or file without an account, counted in the database for all processes at once.

Neither an address nor a case number is kept: only a keyed hash of them, for as long as the limit counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from duixian.authorities import clock, sealing
from duixian.public.models import Asked
from duixian.values.bilingual import DuixianError, Text

_COUNT = """
INSERT INTO public_asked (bucket, since, times) VALUES (%(bucket)s, %(now)s, 1)
ON CONFLICT (bucket) DO UPDATE SET
    times = CASE WHEN public_asked.since < %(start)s THEN 1 ELSE public_asked.times + 1 END,
    since = CASE WHEN public_asked.since < %(start)s THEN %(now)s ELSE public_asked.since END
RETURNING times
"""
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """``times`` within ``minutes``, for each value of what is limited."""

    name: str
    times: int
    minutes: int


class TooOften(DuixianError):
    """Somebody asked more often than a limit allows."""

    status = 429

    def __init__(self, limit: Limit) -> None:
        super().__init__(
            "too-often",
            Text("您在短时间内查询或提交得太多。", "You have asked or filed too often in a short time."),
            remedy=Text(
                f"请 {limit.minutes} 分钟后再试，或直接联系经办窗口。",
                f"Try again in {limit.minutes} minutes, or ask at the office's counter.",
            ),
        )


def count(limit: Limit, value: str) -> None:
    """One more. Raises TooOften above the limit."""
    now = clock.now()
    bucket = sealing.index(f"limit {limit.name}", value)
    with connection.cursor() as cursor:
        start = now - timedelta(minutes=limit.minutes)
        cursor.execute(_COUNT, {"bucket": bucket, "now": now, "start": start})
        (times,) = cursor.fetchone()
    if times == 1:
        Asked.objects.filter(since__lt=now - _KEPT).delete()
    if times > limit.times:
        raise TooOften(limit)


def forget(limit: Limit, value: str) -> None:
    """The count of this value begins anew: whoever was right did not guess."""
    Asked.objects.filter(bucket=sealing.index(f"limit {limit.name}", value)).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind ``DUIXIAN_PROXIES`` proxies of our own it is what the first of them saw."""
    proxies = int(getattr(settings, "DUIXIAN_PROXIES", 0))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    passed = [part.strip() for part in told.split(",") if part.strip()]
    if proxies and len(passed) >= proxies:
        return passed[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))

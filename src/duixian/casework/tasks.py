"""The timers of casework: what runs out by itself. Safe to run again at any time."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.authorities.models import Authority
from duixian.casework import escalating, paying, publishing, supplementing


@app.periodic(cron="20 0 * * *")
@app.task(name="casework.daily", queueing_lock="casework.daily")
def daily(timestamp: int) -> None:
    """Each day: lists that nobody answered lapse, clocks that ran out are told, notices and payments are followed."""
    for authority in Authority.objects.order_by("pk"):
        supplementing.lapse(authority)
        escalating.escalate(authority)
        publishing.follow(authority)
        paying.follow(authority)

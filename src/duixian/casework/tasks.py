"""The timers of casework: what runs out by itself. Safe to run again at any time."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.authorities.models import Authority
from duixian.casework import escalating, paying, publishing, supplementing
from duixian.casework.screens.afterwards import screen_paid


@app.periodic(cron="20 0 * * *")
@app.task(name="casework.daily", queueing_lock="casework.daily")
def daily(timestamp: int) -> None:
    """Each day: lists that nobody answered lapse, clocks that ran out are told, notices and payments are followed."""
    for authority in Authority.objects.order_by("pk"):
        supplementing.lapse(authority)
        escalating.escalate(authority)
        publishing.follow(authority)
        paying.follow(authority)


@app.periodic(cron="30 1 1 * *")
@app.task(name="casework.screen_paid", queueing_lock="casework.screen_paid")
def screen_monthly(timestamp: int) -> None:
    """Each month: what has come to be known since about cases paid within a year is put on the review list."""
    for authority in Authority.objects.order_by("pk"):
        screen_paid(authority)

"""The timers of casework, what runs out by itself, and its long jobs. Safe to run again at any time."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.authorities.models import Authority
from duixian.casework import escalating, long_rosters, paying, publishing, supplementing
from duixian.casework.models import Roster
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


@app.task(name="casework.check_roster")
def check_roster(roster_id: int) -> None:
    """Check the rows of a long list of people."""
    long_rosters.check(Roster.objects.get(pk=roster_id))


@app.task(name="casework.file_roster")
def file_roster(roster_id: int) -> None:
    """File the good rows of a long list of people."""
    long_rosters.file_all(Roster.objects.get(pk=roster_id))

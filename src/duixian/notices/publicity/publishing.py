"""Publish a composed list: its clock of working days starts."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.notices import calendar
from duixian.notices.models import Publicity
from duixian.notices.publicity.locking import demand_keeper, locked
from duixian.notices.states import PublicityState


@transaction.atomic
def publish(publicity: Publicity, actor: Account | None = None) -> Publicity:
    """Show the list in its first stage. The day of publication does not count among its working days.

    Raises PublicityError unless it is composed and not yet shown; CalendarUnknown where the clock would
    run into a year whose working days are not known.
    """
    row = locked(publicity, of=(PublicityState.COMPOSED,))
    demand_keeper(actor, row.authority)
    if row.inside_days is not None:
        show_inside(row, clock.today())
    else:
        show_in_public(row, clock.today())
    row.save()
    return row


def show_inside(row: Publicity, day: date) -> None:
    """Set the stage inside the employers, from a day on."""
    row.state = PublicityState.INSIDE
    row.inside_from, row.inside_until = day, calendar.after(day, row.inside_days or 0)


def show_in_public(row: Publicity, day: date) -> None:
    """Set the public stage, from a day on."""
    row.state = PublicityState.PUBLIC
    row.public_from, row.public_until = day, calendar.after(day, row.public_days or 0)

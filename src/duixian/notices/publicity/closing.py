"""When the clock has run out: the next stage begins, or the list closes and its lines are free to pay."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.notices.errors import PublicityError
from duixian.notices.models import Publicity
from duixian.notices.publicity.locking import locked
from duixian.notices.publicity.publishing import show_in_public
from duixian.notices.states import RUNNING, LineState, PublicityState
from duixian.values.bilingual import Text


@transaction.atomic
def close(publicity: Publicity) -> Publicity:
    """End a stage whose last day is over. After the stage inside the employers the public one begins, if there
    is one; after the last stage every line that stands unopposed is free to pay and a held one stays held.

    Raises PublicityError while the clock runs (``publicity-running``).
    """
    row = locked(publicity, of=RUNNING)
    _demand_over(row, _last_day(row))
    if row.state == PublicityState.INSIDE and row.public_days is not None:
        show_in_public(row, clock.today())
    else:
        row.state, row.closed_at = PublicityState.CLOSED, clock.now()
        row.lines.filter(state=LineState.STANDING).update(state=LineState.FREE)
    row.save()
    return row


def close_due(authority: Authority | None = None) -> list[Publicity]:
    """Close every stage that is over (of one authority, or of all): the daily timer. Safe to run again."""
    today = clock.today()
    over = Q(state=PublicityState.INSIDE, inside_until__lt=today)
    over |= Q(state=PublicityState.PUBLIC, public_until__lt=today)
    mine = Q() if authority is None else Q(authority=authority)
    return [close(row) for row in Publicity.objects.filter(over & mine).order_by("id")]


def free_references(publicity: Publicity) -> list[str]:
    """The references that may be paid, in the order of the list."""
    free = publicity.lines.filter(state=LineState.FREE).order_by("position")
    return list(free.values_list("reference", flat=True))


def _last_day(row: Publicity) -> date | None:
    return row.inside_until if row.state == PublicityState.INSIDE else row.public_until


def _demand_over(row: Publicity, last: date | None) -> None:
    if last is None or clock.today() <= last:
        raise PublicityError(
            "publicity-running",
            Text(f"公示期到 {last} 止，尚未届满。", f"The publicity runs up to and with {last}."),
            where=row.number,
            remedy=Text("请在届满次日起办理。", "Close it on the day after at the earliest."),
        )

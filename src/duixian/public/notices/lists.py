"""Which lists everybody may see, and for how long their names.

A list is public from its public stage on. When its time is over the names stay for a while and are then taken off
these pages; what remains are the numbers, the sums and the hash of what was shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404

from duixian.authorities import clock
from duixian.notices import calendar
from duixian.notices.models import Publicity, PublicityLine
from duixian.notices.states import CONTESTABLE, LineState, PublicityState
from duixian.values.working_days import CalendarUnknown

NAMES_STAY = timedelta(days=30)
"""After the last day of a notice."""
_PUBLIC = (PublicityState.PUBLIC, PublicityState.CLOSED, PublicityState.WITHDRAWN)
_GONE = (LineState.STRUCK, LineState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a list besides its lines. ``days_left``: working days, None where it is over or unknown."""

    lines: int
    fen: int
    days_left: int | None


def public_lists() -> QuerySet[Publicity]:
    """Every list that is or was shown to everybody, the latest first."""
    found = Publicity.objects.filter(state__in=_PUBLIC, public_from__isnull=False)
    return found.select_related("authority").defer("document").order_by("-public_from", "-pk")


def running() -> QuerySet[Publicity]:
    """Those that are open to objections now."""
    return public_lists().filter(state=PublicityState.PUBLIC)


def one_list(office: str, number: str) -> Publicity:
    """A list by its authority's code and its number. Raises Http404."""
    found = public_lists().filter(authority__code=office, number=number).first()
    if found is None:
        raise Http404(number)
    return found


def one_line(notice: Publicity, position: int) -> PublicityLine:
    """A line that can be objected to. Raises Http404."""
    found = notice.lines.filter(position=position, state__in=CONTESTABLE).first()
    if found is None or notice.state != PublicityState.PUBLIC:
        raise Http404(str(position))
    return found


def shows_names(notice: Publicity) -> bool:
    """Whether its lines are still told by name."""
    if notice.state == PublicityState.PUBLIC:
        return True
    last: date | None = notice.public_until
    return notice.state == PublicityState.CLOSED and last is not None and clock.today() <= last + NAMES_STAY


def lines_of(notice: Publicity, search: str = "") -> QuerySet[PublicityLine]:
    """The lines of a list as they may be shown; those taken off it are gone, one under objection stands as before."""
    found = notice.lines.exclude(state__in=_GONE).order_by("position")
    if search:
        found = found.filter(
            Q(name__icontains=search) | Q(unit__icontains=search) | Q(benefit__icontains=search)
        )
    return found


def told_of(notice: Publicity) -> Told:
    """Its numbers and sums."""
    sums = notice.lines.exclude(state__in=_GONE).aggregate(lines=Count("pk"), fen=Sum("amount_fen"))
    return Told(sums["lines"], sums["fen"] or 0, _days_left(notice))


def _days_left(notice: Publicity) -> int | None:
    if notice.state != PublicityState.PUBLIC or notice.public_until is None:
        return None
    try:
        return max(calendar.between(clock.today(), notice.public_until), 0)
    except CalendarUnknown:
        return None

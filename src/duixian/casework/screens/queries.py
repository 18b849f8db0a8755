"""The review list, read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.db.models import Count, QuerySet

from duixian.authorities.models import Authority
from duixian.casework.models import Case
from duixian.casework.screens.models import Flag, FlagState


def open_flags(cases: Iterable[Case]) -> QuerySet[Flag]:
    """What is found about these cases and not settled."""
    return Flag.objects.filter(case__in=[case.pk for case in cases], state=FlagState.OPEN).select_related(
        "case"
    )


def held_back(cases: Iterable[Case]) -> set[int]:
    """Primary keys of the cases that should not be paid now: a flag is open, or was upheld."""
    flags = Flag.objects.filter(case__in=[case.pk for case in cases]).exclude(state=FlagState.CLEARED)
    return set(flags.values_list("case_id", flat=True))


def review_list(authority: Authority, screen: str = "") -> QuerySet[Flag]:
    """Open flags of an authority, sure ones first, then by age; of one screen when named."""
    flags = Flag.objects.filter(authority=authority, state=FlagState.OPEN)
    flags = flags.filter(screen=screen) if screen else flags
    return flags.select_related("case").order_by("unknown", "found_at", "pk")


class Total(TypedDict):
    """Flags of one screen in one state."""

    screen: str
    title: str
    state: str
    count: int


def totals(authority: Authority) -> list[Total]:
    """Flags by screen and state."""
    rows = Flag.objects.filter(authority=authority).values("screen", "title", "state")
    counted = rows.annotate(count=Count("pk")).order_by("screen", "state")
    return [Total(screen=r["screen"], title=r["title"], state=r["state"], count=r["count"]) for r in counted]

"""Cycles of assessment: who was assessed last when, and whose next assessment is due."""

from __future__ import annotations

from datetime import date

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection.finding import terms_of
from duixian.casework.selection.models import Candidate
from duixian.casework.selection.nominating import assessed
from duixian.casework.selection.states import CandidateState
from duixian.decisions.store.models import PolicyVersion
from duixian.values.dates import add_months


def due(authority: Authority, version: PolicyVersion, name: str, on: date | None = None) -> list[str]:
    """The keys of those whose cycle is over on a day (today), or who were never assessed, in order."""
    day = on or clock.today()
    terms = terms_of(version, name)
    last = last_assessed(authority, name)
    return sorted(
        key
        for key in assessed(authority, terms)
        if key not in last or add_months(last[key], terms.every_months) <= day
    )


def last_assessed(authority: Authority, name: str) -> dict[str, date]:
    """By key the day of the last assessment that was announced."""
    found = Candidate.objects.filter(
        authority=authority,
        round__name=name,
        state=CandidateState.SELECTED,
        round__announced_on__isnull=False,
    )
    days = found.order_by("round__announced_on").values_list("key", "round__announced_on")
    return {key: day for key, day in days if day is not None}

"""What a work list shows: read from the address, so that an officer keeps it as a bookmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict

from duixian.authorities import clock
from duixian.casework.models import Case
from duixian.casework.states import Origin, State
from duixian.console.doors import Office
from duixian.console.worklist.steps import steps_for

TODO, MINE, FREE, LATE, ALL = "todo", "mine", "free", "late", "all"
VIEWS = (TODO, MINE, FREE, LATE, ALL)
TIMED = (State.CHECKING, State.OFFERED)
"""States in which every case has a day by which something has to be done."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """``view``: which of the lists; the others narrow it, empty is any. ``number``: a case's number or its end."""

    view: str = TODO
    step: str = ""
    measure: str = ""
    origin: str = ""
    state: str = ""
    number: str = ""

    @property
    def by(self) -> tuple[str, ...]:
        """The order: by clock where there is one, else the newest first."""
        timed = self.view != ALL or self.state in TIMED
        return ("due", "pk") if timed else ("-pk",)

    @property
    def address(self) -> str:
        """As an address says it; what is not set is left out."""
        asked = QueryDict(mutable=True)
        fields = {name: getattr(self, name) for name in self.__slots__}
        asked.update({name: text for name, text in fields.items() if text and (name, text) != ("view", TODO)})
        return asked.urlencode()


def read(asked: Mapping[str, str]) -> Sieve:
    """From an address; words nobody knows count as not set."""
    known = {"view": VIEWS, "origin": Origin.values, "state": State.values}
    fields = {name: asked.get(name, "").strip() for name in Sieve.__slots__}
    fields |= {name: "" for name, words in known.items() if fields[name] not in words}
    return Sieve(**{**fields, "view": fields["view"] or TODO})


def sieved(sieve: Sieve, office: Office) -> QuerySet[Case]:
    """The cases, in no order yet."""
    cases = Case.objects.filter(authority=office.authority)
    if sieve.number:
        return (
            cases.filter(number__endswith=sieve.number[-7:])
            if sieve.number.isdigit()
            else cases.filter(number=sieve.number)
        )
    cases = cases.filter(_of_view(sieve, office, clock.today()))
    named = {"step": sieve.step, "measure": sieve.measure, "origin": sieve.origin}
    return cases.filter(**{name: text for name, text in named.items() if text})


def _of_view(sieve: Sieve, office: Office, today: date) -> Q:
    checking = Q(state=State.CHECKING)
    mine, free = Q(taken_by=office.account), Q(taken_by=None)
    match sieve.view:
        case "mine":
            return checking & mine
        case "free":
            return checking & free & Q(step__in=steps_for(office))
        case "late":
            return checking & Q(due__lt=today)
        case "all":
            return Q(state=sieve.state) if sieve.state else Q()
        case _:
            return checking & (mine | free) & Q(step__in=steps_for(office))

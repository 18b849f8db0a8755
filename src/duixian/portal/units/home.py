"""The unit at first sight: what could be claimed, what is in hand, what wants an answer."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duixian.casework.models import Case, PayTo
from duixian.casework.states import ENDED, State
from duixian.notices.messages import inbox
from duixian.portal.cases.queries import cases_of, offers_of
from duixian.portal.doors import Claimant, unit
from duixian.portal.policies import title_of
from duixian.portal.returned.queries import waiting_of
from duixian.portal.units import prospects, ties
from duixian.portal.units.vocabulary import vocabulary_of

_SHOWN = 5


@unit
def home(request: HttpRequest, who: Claimant) -> HttpResponse:
    """The page."""
    vocabulary = vocabulary_of(who)
    heaps = prospects.heaps(who.authority, who.pair, vocabulary)
    versions, held = prospects.versions_of(heaps), cases_of(who)
    states = dict(held.order_by().values_list("state").annotate(Count("pk")))
    wanting = held.filter(state=State.SUPPLEMENTING, claimant_table=who.pair[0], claimant_key=who.pair[1])
    said = {
        "people": ties.count(who.authority, who.pair, vocabulary, ties.Wanted()),
        "heaps": [(one, title_of(versions[one.version], one.measure)) for one in heaps[:_SHOWN]],
        "holding": sum(one.holding for one in heaps),
        "fen": sum(one.fen for one in heaps),
        "answers": states.get(State.SUPPLEMENTING.value, 0) + states.get(State.OFFERED.value, 0),
        "in_hand": sum(n for state, n in states.items() if state not in _over()),
        "paid": _paid(who),
        "wanting": [(one, title_of(one.version, one.measure)) for one in wanting[:_SHOWN]],
        "offers": [(one, title_of(one.version, one.measure)) for one in offers_of(who)[:_SHOWN]],
        "came_back": waiting_of(who),
        "recent": [(one, title_of(one.version, one.measure)) for one in held[:_SHOWN]],
        "unread": inbox(who.account).filter(read_at__isnull=True).count(),
    }
    return render(request, "units/home.html", said)


def _over() -> frozenset[str]:
    return frozenset(state.value for state in (*ENDED, State.PAID, State.CLOSED))


def _paid(who: Claimant) -> int:
    """How many of the unit's cases were paid, to it or to its people."""
    table, key = who.pair
    own = Q(claimant_table=table, claimant_key=key)
    to_it = PayTo.objects.filter(authority=who.authority, table=table, key=key).values("case")
    return Case.objects.filter(own | Q(pk__in=to_it), authority=who.authority, state=State.PAID).count()

"""The unit's cases: filed by it, paid to it, or told to it; by what is the matter with them."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from duixian.casework.content import unsealed
from duixian.casework.keys import person_table
from duixian.casework.models import Case
from duixian.casework.people import Cells, cells_of, names_of
from duixian.casework.states import ENDED, State
from duixian.design.paging import about, page
from duixian.portal.cases.queries import cases_of
from duixian.portal.doors import Claimant, unit
from duixian.portal.inputs import masked
from duixian.portal.policies import title_of
from duixian.portal.units.vocabulary import vocabulary_of
from duixian.registry.store.tokens import Veil

_ANSWER = (State.SUPPLEMENTING.value, State.OFFERED.value)
_OVER = tuple(state.value for state in (State.PAID, State.CLOSED, *ENDED))
KINDS = {"": _("全部"), "answer": _("等我处理"), "hand": _("办理中"), "over": _("已办结")}


@unit
def cases(request: HttpRequest, who: Claimant) -> HttpResponse:
    """The list."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    held = cases_of(who)
    if kind == "answer":
        held = held.filter(state__in=_ANSWER)
    elif kind == "hand":
        held = held.exclude(state__in=(*_ANSWER, *_OVER))
    elif kind == "over":
        held = held.filter(state__in=_OVER)
    if words:
        held = held.filter(number__icontains=words)
    shown = page(held, request)
    people = _people(who, shown.rows)
    said = {
        "rows": [(one, title_of(one.version, one.measure), people.get(one.pk, "")) for one in shown.rows],
        "page": shown,
        "count": about(held),
        "kind": kind if kind in KINDS else "",
        "kinds": KINDS.items(),
        "words": words,
    }
    return render(request, "units/cases.html", said)


def _people(who: Claimant, rows: list[Case]) -> Mapping[int, str]:
    """By case, the person whom its record names: by name, or by the end of the number where no register knows it."""
    vocabulary = vocabulary_of(who)
    person = person_table(vocabulary)
    records = cells_of(who.authority, {(one.table, one.key) for one in rows})
    named = {}
    for one in rows:
        cells = records.get((one.table, one.key)) or _claimed(who, one)
        for link in vocabulary.tables[one.table].links_to(person):
            if cells.get(link):
                named[one.pk] = str(cells[link])
    veil = Veil(who.authority)
    kept = {pk: (person, veil.key(number)) for pk, number in named.items()}
    names = names_of(who.authority, set(kept.values()), vocabulary)
    return {pk: names.get(kept[pk]) or masked(number) for pk, number in named.items()}


def _claimed(who: Claimant, case: Case) -> Cells:
    """What the unit itself wrote of a record that no register knows yet."""
    if (case.claimant_table, case.claimant_key) != who.pair:
        return {}
    return next(iter(unsealed(case.claimed).tables.get(case.table, ())), {})

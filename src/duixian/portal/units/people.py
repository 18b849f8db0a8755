"""The unit's people, and what each of them could get in what concerns the unit."""

from __future__ import annotations

import base64
import json
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from duixian.authorities.access import log_access
from duixian.casework.keys import person_table
from duixian.casework.models import Case
from duixian.casework.people import names_of
from duixian.language.vocabulary import Vocabulary
from duixian.portal.cases.queries import cases_of
from duixian.portal.doors import Claimant, unit
from duixian.portal.policies import title_of
from duixian.portal.units import prospects, ties
from duixian.portal.units.telling import Line, lines_of
from duixian.portal.units.vocabulary import vocabulary_of
from duixian.registry.store.models import Fact

_SIZE = 40


@unit
def people(request: HttpRequest, who: Claimant) -> HttpResponse:
    """The list: who is here now, or was; by name."""
    vocabulary = vocabulary_of(who)
    once = request.GET.get("once") == "1"
    wanted = ties.Wanted(not once, request.GET.get("q", "").strip(), _read(request.GET.get("after", "")))
    found = ties.members(who.authority, who.pair, vocabulary, wanted, _SIZE + 1)
    shown = found[:_SIZE]
    log_access(who.account, "view", person_table(vocabulary), who.pair[1], ["name"], authority=who.authority)
    said = {
        "members": _with_worth(who, vocabulary, shown),
        "count": ties.count(who.authority, who.pair, vocabulary, ties.Wanted(not once, wanted.words)),
        "once": once,
        "now": not once,
        "words": wanted.words,
        "next": _next(shown, once, wanted.words) if len(found) > _SIZE else "",
        "first": not any(wanted.after),
        "run": prospects.decided_on(who.authority),
    }
    return render(request, "units/people.html", said)


def _with_worth(
    who: Claimant, vocabulary: Vocabulary, shown: list[ties.Member]
) -> list[tuple[ties.Member, int, int]]:
    """Each with the fen that could be claimed now, and how many matters lack something."""
    keys = [one.key for one in shown]
    free = prospects.prospects(who.authority, who.pair, vocabulary, persons=keys) if keys else []
    heap = prospects.by_person(free)
    return [
        (
            one,
            sum(p.fen for p in heap.get(one.key, ()) if p.holds),
            sum(not p.holds for p in heap.get(one.key, ())),
        )
        for one in shown
    ]


@unit
def one(request: HttpRequest, who: Claimant, key: str) -> HttpResponse:
    """One of them: what ties the person to the unit, what could be claimed, what is in hand."""
    vocabulary = vocabulary_of(who)
    person = person_table(vocabulary), key
    tied = ties.ties_of(who.authority, who.pair, person, vocabulary)
    if not tied:
        raise Http404(key)
    log_access(who.account, "view", person[0], key, ["name"], authority=who.authority)
    said = {
        "name": names_of(who.authority, [person], vocabulary).get(person, ""),
        "ties": [(tie, list(ties.shown_cells(tie, vocabulary))) for tie in tied],
        "lines": _lines(who, vocabulary, key),
        "cases": [(case, title_of(case.version, case.measure)) for case in _cases(who, vocabulary, key)],
        "run": prospects.decided_on(who.authority),
    }
    return render(request, "units/person.html", said)


def _lines(who: Claimant, vocabulary: Vocabulary, key: str) -> list[Line]:
    free = prospects.prospects(who.authority, who.pair, vocabulary, persons=[key])
    return lines_of(who, vocabulary, free)


def _cases(who: Claimant, vocabulary: Vocabulary, key: str) -> list[Case]:
    """The unit's cases about records that name the person."""
    link = f"{person_table(vocabulary)}:{key}"
    rows = Fact.objects.filter(
        authority=who.authority, links__contains=[link], superseded_at__isnull=True, withdrawn=False
    )
    return list(cases_of(who).filter(key__in=rows.values("key"))[:_SIZE])


def _next(shown: list[ties.Member], once: bool, words: str) -> str:
    mark = json.dumps([shown[-1].name, shown[-1].key], ensure_ascii=False)
    after = base64.urlsafe_b64encode(mark.encode()).decode()
    return "?" + urlencode(
        {"after": after, **({"once": "1"} if once else {}), **({"q": words} if words else {})}
    )


def _read(mark: str) -> tuple[str, str]:
    """Where a page begins; an address that nobody wrote begins at the beginning."""
    if not mark:
        return "", ""
    try:
        name, key = json.loads(base64.urlsafe_b64decode(mark))
    except ValueError as error:
        raise Http404(mark) from error
    return str(name), str(key)

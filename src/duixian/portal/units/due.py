"""What the unit and its people could get: by measure, then case by case, each with its reasons; filed together."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from duixian.authorities.access import log_access
from duixian.casework import rosters
from duixian.decisions.store.lookup import document
from duixian.design.decision.view import decision_view
from duixian.portal.doors import Claimant, unit
from duixian.portal.policies import policy_of, title_of
from duixian.portal.units import prospects
from duixian.portal.units.telling import lines_of
from duixian.portal.units.vocabulary import measure_named, pays_unit, vocabulary_of

_SIZE = 50


@unit
def due(request: HttpRequest, who: Claimant) -> HttpResponse:
    """By measure."""
    found = prospects.heaps(who.authority, who.pair, vocabulary_of(who))
    versions = prospects.versions_of(found)
    said = {
        "heaps": [(one, title_of(versions[one.version], one.measure)) for one in found],
        "fen": sum(one.fen for one in found),
        "holding": sum(one.holding for one in found),
        "run": prospects.decided_on(who.authority),
    }
    return render(request, "units/due.html", said)


@unit
def measure(request: HttpRequest, who: Claimant, version: int, measure: str) -> HttpResponse:
    """The cases of one measure; those that are ticked become a list to be filed."""
    offer = measure_named(who, version, measure)
    if request.method == "POST":
        return _picked(request, who, version, measure)
    after = request.GET.get("after", "0")
    listed = prospects.prospects(
        who.authority,
        who.pair,
        vocabulary_of(who),
        measure=measure,
        after=int(after) if after.isdecimal() else 0,
        size=_SIZE + 1,
    )
    shown = [one for one in listed[:_SIZE] if one.version == version]
    if not shown and after == "0":
        return redirect("portal:unit-due")
    lines = lines_of(who, vocabulary_of(who), shown)
    said = {
        "lines": lines,
        "title": lines[0].title if lines else None,
        "may_file": offer is not None,
        "to_unit": offer is not None and pays_unit(offer, who.subject.table),
        "next": f"?after={listed[_SIZE - 1].decision}" if len(listed) > _SIZE else "",
        "run": prospects.decided_on(who.authority),
    }
    return render(request, "units/due_measure.html", said)


def _picked(request: HttpRequest, who: Claimant, version: int, measure: str) -> HttpResponse:
    """The ticked ones as a list of their keys; only of those that the unit may file for."""
    offer = measure_named(who, version, measure)
    if offer is None:
        raise Http404(measure)
    ticked = {int(number) for number in request.POST.getlist("case") if number.isdecimal()}
    free = prospects.prospects(who.authority, who.pair, vocabulary_of(who), measure=measure, size=5000)
    keys = [one.key for one in free if one.decision in ticked]
    if not keys:
        messages.warning(request, _("没有勾选任何一条。"))
        return redirect(request.path)
    roster = rosters.pick(who.authority, offer[0], measure, who.account, who.pair, keys)
    return redirect("portal:unit-roster", pk=roster.pk)


@unit
def decision(request: HttpRequest, who: Claimant, number: int) -> HttpResponse:
    """One decision with all its reasons."""
    found = prospects.decision_of(who.authority, who.pair, vocabulary_of(who), number)
    if found is None:
        raise Http404(str(number))
    log_access(who.account, "view", found.table, found.key, ["decision"], authority=who.authority)
    view = decision_view(document(found), policy_of(found.version))
    return render(request, "units/decision.html", {"view": view, "decision": found})

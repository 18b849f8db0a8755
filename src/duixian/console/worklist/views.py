"""The pages of the work list."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duixian.casework.models import Case
from duixian.casework.states import Origin, State
from duixian.console.doors import CHOSEN, OfficeRequest, office
from duixian.console.worklist import sieve as sieves
from duixian.console.worklist.rows import rows_of
from duixian.console.worklist.steps import measures_of, steps_of
from duixian.design.paging import about, page

_NAMES = {
    sieves.TODO: _("待办"),
    sieves.MINE: _("我接办的"),
    sieves.FREE: _("无人接办"),
    sieves.LATE: _("超时"),
    sieves.ALL: _("全部"),
}


@office()
def home(request: OfficeRequest) -> HttpResponse:
    """``/office/``: the work list."""
    sieve = sieves.read(request.GET)
    cases = sieves.sieved(sieve, request.office)
    shown = page(_together(cases), request, sieve.by)
    authority = request.office.authority
    words = {
        "page": shown,
        "rows": rows_of(shown.rows),
        "about": about(cases),
        "sieve": sieve,
        "tabs": _tabs(request, sieve),
        "steps": steps_of(authority),
        "measures": measures_of(authority),
        "origins": Origin,
        "states": State,
    }
    return render(request, "console/worklist/home.html", words)


def _together(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With all that a line says. Versions hold whole policies: fetched once, not with every row."""
    return cases.select_related("taken_by").prefetch_related("version", "authority", "payees")


def _tabs(request: OfficeRequest, sieve: sieves.Sieve) -> list[dict[str, object]]:
    found = []
    for view, name in _NAMES.items():
        there = sieves.Sieve(view, sieve.step, sieve.measure, sieve.origin)
        count = about(sieves.sieved(there, request.office)) if view != sieves.ALL else ""
        here = view == sieve.view and not sieve.number
        found.append({"name": name, "href": f"?{there.address}", "here": here, "count": count})
    return found


@require_POST
@office()
def choose_authority(request: OfficeRequest) -> HttpResponse:
    """Works for another of the authorities somebody is appointed at."""
    wanted = request.POST.get("authority", "")
    if any(str(one.pk) == wanted for one in request.office.choices):
        request.session[CHOSEN] = int(wanted)
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return (
        wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else reverse("console:home")
    )

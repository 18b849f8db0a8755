"""For whom somebody acts who may act for several: asked once in a session, changed whenever one likes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from duixian.authorities.models import Account
from duixian.portal.doors import CHOSEN
from duixian.portal.subjects import chosen, subjects_of


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """The list of subjects, and the choice."""
    assert isinstance(request.user, Account)
    subjects = subjects_of(request.user)
    wanted = request.POST.get("subject") or request.session.get(CHOSEN)
    found = chosen(subjects, wanted)
    if request.method == "POST" and found is not None:
        request.session[CHOSEN] = found.code
        return redirect(_onward(request, "portal:home" if found.is_person else "portal:unit-home"))
    onward = request.GET.get("next", "")
    return render(request, "portal/subject.html", {"subjects": subjects, "current": found, "onward": onward})


def _onward(request: HttpRequest, otherwise: str) -> str:
    place = request.POST.get("next", "")
    return place if url_has_allowed_host_and_scheme(place, {request.get_host()}) else otherwise

"""The page of an errand: in hand, done (which leads to its result), or why not."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from duixian.authorities.models import Account
from duixian.console.doors import OfficeRequest, office
from duixian.console.errands import orders
from duixian.console.errands.verbs import NAMES


@office()
def errand(request: OfficeRequest, name: str) -> HttpResponse:
    """``/office/errands/<name>/``: asks again by itself while it is in hand."""
    found = orders.find(name, request.office.authority.pk)
    if found is None:
        raise Http404(name)
    asked_again = bool(request.headers.get("HX-Request"))
    if found.state == orders.DONE:
        return HttpResponse(headers={"HX-Redirect": found.place}) if asked_again else redirect(found.place)
    if asked_again and not found.busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    language = "en" if (get_language() or "").startswith("en") else "zh"
    context = {
        "errand": found,
        "name": NAMES[found.kind],
        "by": Account.objects.get(pk=found.account),
        "at": datetime.fromisoformat(found.at),
        "error": found.error.get(language, ""),
    }
    part = "console/errands/progress.html" if asked_again else "console/errands/errand.html"
    return render(request, part, context)

"""One page for each measure, to read on a phone or to print: who, how much, on what conditions, with which papers, when."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.casework.procedure.finding import procedure_of
from duixian.casework.states import Origin
from duixian.public.policies.living import living
from duixian.public.policies.payees import by_payee
from duixian.public.policies.versions import present


@require_safe
def index(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """Every measure of the policy in force, by who receives it."""
    version = present(f"{office}/{name}")
    whole = living(version)
    context = {"version": version, "office": office, "name": name, "kinds": by_payee(whole)}
    return render(request, "public/policies/guides.html", context)


@require_safe
def guide(request: HttpRequest, office: str, name: str, measure: str) -> HttpResponse:
    """The guide of one measure, by its Chinese name."""
    version = present(f"{office}/{name}")
    whole = living(version)
    found = whole.measures.get(measure)
    if found is None:
        raise Http404(measure)
    procedure = procedure_of(version)
    context = {
        "version": version,
        "office": office,
        "name": name,
        "living": whole,
        "one": found,
        "steps": procedure.steps_of(measure, Origin.CLAIM.value),
        "procedure": procedure,
    }
    return render(request, "public/policies/guide.html", context)

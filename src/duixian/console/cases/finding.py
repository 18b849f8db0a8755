"""A case of the officer's authority by its number, with all that a page of it reads."""

from __future__ import annotations

from django.http import Http404

from duixian.casework.models import Case
from duixian.console.doors import OfficeRequest


def case_of(request: OfficeRequest, number: str) -> Case:
    """The case. Raises Http404 where the authority has none of that number."""
    cases = Case.objects.filter(authority=request.office.authority, number=number)
    found = cases.select_related(
        "authority", "version", "decision", "entitlement", "taken_by", "listing"
    ).first()
    if found is None:
        raise Http404(number)
    return found


def as_read(request: OfficeRequest, number: str) -> Case:
    """The case as the officer had it before his eyes: with the revision that his page was made of."""
    case = case_of(request, number)
    said = request.POST.get("revision", "")
    case.revision = int(said) if said.isdecimal() else -1
    return case

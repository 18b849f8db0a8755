"""The drafts of an authority, and one of them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from duixian.console.doors import OfficeRequest
from duixian.decisions.store.models import WorkingDraft


def drafts_of(request: OfficeRequest) -> QuerySet[WorkingDraft]:
    """Those of the authority somebody works for."""
    kept = WorkingDraft.objects.filter(authority=request.office.authority)
    return kept.select_related("author", "changed_by", "authority").prefetch_related("base", "proposed")


def draft_of(request: OfficeRequest, number: int) -> WorkingDraft:
    """One of them. Raises Http404."""
    found = drafts_of(request).filter(pk=number).first()
    if found is None:
        raise Http404(number)
    return found

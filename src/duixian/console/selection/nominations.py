"""What people handed in with the nominations that they wrote themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from duixian.casework.evidence import contents_of
from duixian.casework.models import Evidence
from duixian.console.doors import OfficeRequest, office
from duixian.console.selection.roles import READERS
from duixian.console.selection.rounds import round_of
from duixian.design.downloads import to_keep


@office(*READERS)
def file(request: OfficeRequest, number: str, position: int, pk: int) -> HttpResponse:
    """One file, saved and not shown; the look at it is written down."""
    held = get_object_or_404(
        Evidence.objects.select_related("authority"),
        pk=pk,
        nomination__candidate__round=round_of(request, number),
        nomination__candidate__position=position,
    )
    return to_keep(contents_of(held, request.office.account), held.name, held.media_type)

"""A file that somebody handed in for a draft, a case, a request to correct a fact or a nomination."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duixian.authorities.owned import Owned


class Evidence(Owned):
    """``purpose``: which of the measure's pieces of evidence it is. ``place``: where below the data folder the sealed
    bytes lie; ``sha256`` is of the file as handed in. ``scan``: what the scanner said (empty: no scanner set)."""

    case = models.ForeignKey("casework.Case", null=True, on_delete=models.PROTECT, related_name="evidence")
    draft = models.ForeignKey("casework.Draft", null=True, on_delete=models.SET_NULL, related_name="evidence")
    correction = models.ForeignKey(
        "casework.Correction", null=True, on_delete=models.PROTECT, related_name="evidence"
    )
    nomination = models.ForeignKey(
        "casework.Nomination", null=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    purpose = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=200)
    scan = models.CharField(max_length=200, blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

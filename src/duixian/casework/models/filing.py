"""What comes before a case: a form half filled in, and a list of people from an employer."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duixian.authorities.owned import Owned


class Draft(Owned):
    """A form as far as it is filled in; ``content`` is sealed JSON (see ``forms.content``)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("decisions.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=200)
    content = models.BinaryField()
    case = models.OneToOneField("casework.Case", null=True, on_delete=models.PROTECT, related_name="draft")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.measure} {self.changed_at:%Y-%m-%d}"


class Roster(Owned):
    """A list of people from an employer or institution. ``content``: sealed rows; ``faults``: [{row, column, zh, en}]."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("decisions.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=200)
    claimant_table = models.CharField(max_length=64)
    claimant_key = models.CharField(max_length=200)
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    rows = models.IntegerField()
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.file}: {self.rows}"

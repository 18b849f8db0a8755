"""What was brought in when: imports, and the tables that somebody supplied, even if empty."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duixian.authorities.owned import Owned


class Import(Owned):
    """A folder of registers that was imported; counts are rows."""

    folder = models.TextField()
    known_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    inserted = models.BigIntegerField(default=0)
    corrected = models.BigIntegerField(default=0)
    unchanged = models.BigIntegerField(default=0)
    kept = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    rejects = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.folder} {self.known_at:%Y-%m-%d %H:%M}"


class Supplied(Owned):
    """A table that an authority keeps since a moment: from then on a row that is not there is known not to be."""

    table = models.CharField(max_length=100)
    known_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["authority", "table"], name="registry_supplied_once"),)

    def __str__(self) -> str:
        return self.table

"""Two rows that are one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from duixian.authorities.owned import Owned


class Alias(Owned):
    """From ``made_at`` until ``undone_at``, what points to ``duplicate`` points to ``kept`` in every snapshot. No
    fact is changed by it."""

    table = models.CharField(max_length=100)
    duplicate = models.TextField()
    kept = models.TextField()
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "table", "duplicate"],
                condition=Q(undone_at__isnull=True),
                name="registry_alias_one_live",
            ),
            models.CheckConstraint(condition=~Q(duplicate=F("kept")), name="registry_alias_of_another"),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.duplicate} → {self.kept}"


class Distinct(Owned):
    """Two rows that look alike and are two: a clerk has looked, so that nobody is asked again.
    ``one`` comes first in the order of code points."""

    table = models.CharField(max_length=100)
    one = models.TextField()
    other = models.TextField()
    reason = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "table", "one", "other"], name="registry_distinct_once"
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="registry_distinct_from_another"),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.one} ≠ {self.other}"

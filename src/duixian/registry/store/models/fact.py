"""One fact as it was known from one moment to another."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from duixian.authorities.owned import Owned


class Fact(Owned):
    """A row of a register.

    ``cells``: by column the text that a register would hold, tokens for sealed numbers; a column that is not there is
    unknown, one that is known to be none holds 无, or nothing where empty means none. ``key``: the declared key, or
    for tables without one what every row of it must have (see ``identity``). ``links``: ``table:key`` of every row it
    points to. ``content``: SHA-256 of the cells, by the database. True from ``valid_from`` to ``valid_to`` (days,
    inclusive); known from ``known_at`` until ``superseded_at``. ``withdrawn``: from then on there is no such fact.
    """

    table = models.CharField(max_length=100)
    key = models.TextField()
    cells = models.JSONField()
    links = ArrayField(models.TextField(), default=list)
    content = models.CharField(max_length=64, editable=False, default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    known_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    batch = models.ForeignKey("registry.Import", on_delete=models.PROTECT, null=True, db_index=False)
    source = models.TextField()
    evidence = models.TextField(blank=True, default="")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, db_index=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "table", "key"],
                condition=Q(superseded_at__isnull=True),
                name="registry_fact_one_current",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("known_at")),
                name="registry_fact_known_before_superseded",
            ),
        )
        indexes = (
            models.Index(fields=["authority", "table", "key", "known_at"], name="registry_fact_history"),
            models.Index(fields=["authority", "known_at"], name="registry_fact_known"),
            models.Index(
                fields=["authority", "superseded_at"],
                condition=Q(superseded_at__isnull=False),
                name="registry_fact_superseded",
            ),
            GinIndex(fields=["links"], name="registry_fact_links"),
        )

    def __str__(self) -> str:
        return f"{self.table} {self.key}"

"""A decision: one case under one version, on one day, by what was known at one moment. Written once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duixian.authorities.owned import Owned
from duixian.decisions.store.models.runs import Run
from duixian.decisions.store.models.versions import PolicyVersion
from duixian.language.outcome import Verdict


class Decision(Owned):
    """``table`` and ``key`` are the registry's (persons by token). ``entitled_fen``: all that the case is worth, paid
    or not; null while it is open. ``document``: the canonical JSON, sealed; ``document_sha256`` that of its bytes.
    ``place``: the row's number in its authority's chain; ``sha256`` covers the row and ``previous_sha256``."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="decisions", null=True)
    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="decisions")
    policy = models.CharField(max_length=200)
    measure = models.CharField(max_length=200)
    case_id = models.CharField(max_length=16)
    table = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    year = models.IntegerField(null=True)
    as_of = models.DateField()
    known_at = models.DateTimeField()
    asked = models.JSONField(default=list)
    verdict = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Verdict])
    payable_fen = models.BigIntegerField()
    due_now_fen = models.BigIntegerField()
    recovery_fen = models.BigIntegerField()
    entitled_fen = models.BigIntegerField(null=True)
    inputs_hash = models.CharField(max_length=64)
    document = models.BinaryField()
    document_sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    place = models.BigIntegerField()
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint("authority", "place", name="one_decision_for_each_place_in_the_chain"),
        )
        indexes = (
            models.Index("authority", "policy", "case_id", "place", name="decisions_of_a_case"),
            models.Index("authority", "table", "key", name="decisions_about_a_record"),
            models.Index("run", "measure", "verdict", name="decisions_of_a_run"),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.case_id} {self.verdict}"

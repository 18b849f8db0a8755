"""A request to correct what a register says."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices

from duixian.authorities.owned import Owned


class CorrectionState(TextChoices):
    """Where a request stands."""

    OPEN = "待核实", "to be checked"
    ACCEPTED = "已更正", "corrected"
    DECLINED = "不予更正", "not corrected"


class Correction(Owned):
    """Somebody says that a fact about him is wrong. ``table``, ``key``: the fact, as the registry keeps it.

    ``changes``: sealed JSON of the cells as they should read; empty: the fact is not his and should go. ``content``:
    the fact's hash as he saw it. ``version``: the policy whose vocabulary and procedure apply. ``due``: the last day
    of the office's clock."""

    number = models.CharField(max_length=32, unique=True)
    version = models.ForeignKey("decisions.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    content = models.CharField(max_length=64)
    changes = models.BinaryField(default=bytes)
    words = models.TextField()
    subject_table = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=200)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    due = models.DateField()
    state = models.CharField(max_length=8, choices=CorrectionState.choices, default=CorrectionState.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "table", "key"],
                condition=Q(state="待核实"),
                name="one_open_request_about_a_fact",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="nobody_corrects_his_own_facts",
            ),
            models.CheckConstraint(
                condition=Q(state="待核实") | Q(decided_at__isnull=False),
                name="a_correction_is_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="不予更正") | ~Q(reason=""), name="no_correction_declined_without_a_reason"
            ),
        )
        indexes = (
            models.Index(fields=["authority", "state", "due"], name="corrections_by_clock"),
            models.Index(fields=["authority", "subject_table", "subject_key"], name="corrections_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.table} {self.state}"

"""A run: one or more versions decided over the registry as it was known at a moment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.decisions.store.models.versions import PolicyVersion
from duixian.decisions.store.states import RunPurpose, RunState


class Run(Owned):
    """``files``: by path below the run's folder, the SHA-256 of the compact file of a measure. ``totals``: by policy
    and measure, cases and fen. ``seal``: the hash of all that a finished run says of itself; its decisions hold it."""

    number = models.CharField(max_length=60, unique=True)
    versions = models.ManyToManyField(PolicyVersion, related_name="runs")
    purpose = models.CharField(max_length=8, choices=RunPurpose, default=RunPurpose.WHOLE)
    as_of = models.DateField()
    known_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RunState, default=RunState.RUNNING)
    inputs_hash = models.CharField(max_length=64, blank=True)
    files = models.JSONField(default=dict)
    totals = models.JSONField(default=list)
    seal = models.CharField(max_length=64, blank=True)
    cause = models.TextField(blank=True)
    error = models.TextField(blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="a_finished_run_is_sealed", condition=~Q(state=RunState.DONE) | ~Q(seal="")
            ),
        )

    def __str__(self) -> str:
        return self.number

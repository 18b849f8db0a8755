"""Something tried on a draft by a job: what it would cost, or its examples. Kept with the draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.decisions.store.models.working import WorkingDraft
from duixian.decisions.store.states import RunState, TrialKind


class DraftTrial(Owned):
    """``digest``: the files and choices that were tried; it tells of the draft for as long as they stay. ``done`` of
    ``steps``: how far the job is. ``found``: what came of it as the kind has it, growing while the job is on its way;
    why it failed where it did."""

    draft = models.ForeignKey(WorkingDraft, models.PROTECT, related_name="trials")
    kind = models.CharField(max_length=8, choices=TrialKind)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.RUNNING)
    done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                "draft",
                "kind",
                "digest",
                condition=Q(state=RunState.RUNNING),
                name="one_state_of_a_draft_is_tried_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.draft} {self.kind} {self.done}/{self.steps}"

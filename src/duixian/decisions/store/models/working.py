"""A policy being written: the files of a version as a branch of somebody's own, until two persons set it in force."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.decisions.store.models.versions import PolicyVersion
from duixian.decisions.store.states import WorkState


class WorkingDraft(Owned):
    """``archive``: the folder as it stands; ``choices``: options laid over it, each with who decided and when.
    ``revision`` counts the changes: whoever saves says which one was before his eyes. ``proposed``: the version that
    waits for another person, or was set in force."""

    policy = models.CharField(max_length=200)
    title = models.TextField()
    base = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    archive = models.BinaryField()
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=WorkState, default=WorkState.WRITING)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    document_number = models.CharField(max_length=200, blank=True)
    proposed = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ("-changed_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="what_waits_for_approval_is_a_version",
                condition=~Q(state__in=[WorkState.PROPOSED, WorkState.PUBLISHED]) | Q(proposed__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.policy} {self.state} r{self.revision}"

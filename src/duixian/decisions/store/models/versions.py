"""A version of a policy: its folder kept whole, the choices made, and who set it in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from duixian.decisions.store.archive import policy_of
from duixian.decisions.store.states import VersionState

if TYPE_CHECKING:
    from duixian.language.rule import Policy


class Versions(models.Manager["PolicyVersion"]):
    """Versions without their files, which are large and needed once: they are fetched when asked for."""

    def get_queryset(self) -> models.QuerySet[PolicyVersion]:
        """Every row, its archive left behind."""
        return super().get_queryset().defer("archive")


class PolicyVersion(models.Model):
    """``archive``: the folder as it was taken in, its document number written in; ``choices``: options of
    interpretations laid over it. Public words: every authority may read every version."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=200)
    version = models.CharField(max_length=64)
    title = models.TextField()
    english = models.TextField()
    document_number = models.CharField(max_length=200, blank=True)
    archive = models.BinaryField()
    archive_sha256 = models.CharField(max_length=64)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=VersionState, default=VersionState.DRAFT)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    taken_in_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)

    objects = Versions()

    class Meta:
        base_manager_name = "objects"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint("authority", "policy", "version", name="one_row_for_each_version"),
            models.CheckConstraint(
                name="in_force_by_two_persons_under_a_number",
                condition=~Q(state=VersionState.IN_FORCE)
                | Q(approved_by__isnull=False) & ~Q(approved_by=F("published_by")) & ~Q(document_number=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.policy} {self.document_number or self.state} {self.version[:8]}"

    @property
    def may_pay(self) -> bool:
        """Whether money may move under it."""
        return self.state == VersionState.IN_FORCE

    def loaded(self) -> Policy:
        """The policy as engines read it; the same object for the same version."""
        return policy_of(lambda: bytes(self.archive), self.archive_sha256, self.choices, self.version)

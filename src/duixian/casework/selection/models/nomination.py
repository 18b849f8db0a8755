"""A nomination that somebody writes himself: a draft first, a candidate of the round once it is handed in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from duixian.authorities.owned import Owned
from duixian.casework.selection.models.candidate import Candidate
from duixian.casework.selection.models.round import Round
from duixian.decisions.store.models import PolicyVersion


class Nomination(Owned):
    """``subject_table``, ``subject_key``: who nominates, as the registry keeps it; ``table``, ``key``: who is nominated.
    ``details``: what the rows to be written need beside, sealed JSON by name. ``number``, ``candidate``: once handed
    in; ``withdrawn_at``: taken back before the call closed."""

    number = models.CharField(max_length=32, unique=True, null=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="nominations")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject_table = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=200)
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    by_kind = models.CharField(max_length=40)
    category = models.CharField(max_length=40, blank=True)
    statement = models.TextField(blank=True)
    details = models.BinaryField(null=True)
    candidate = models.OneToOneField(Candidate, models.PROTECT, null=True, related_name="nomination")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            UniqueConstraint(
                fields=("round", "subject_table", "subject_key", "table", "key"),
                condition=Q(submitted_at__isnull=True),
                name="one_draft_of_a_nomination",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, number__isnull=True, candidate__isnull=True)
                | Q(submitted_at__isnull=False, number__isnull=False, candidate__isnull=False),
                name="a_nomination_handed_in_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(submitted_at__isnull=False),
                name="only_what_was_handed_in_is_withdrawn",
            ),
        )
        indexes = (
            models.Index(fields=["authority", "subject_table", "subject_key"], name="nominations_by_subject"),
        )

    @property
    def version(self) -> PolicyVersion:
        """The policy whose terms and procedure apply."""
        return self.round.version

    def __str__(self) -> str:
        return f"{self.number or ''} {self.round} {self.name}"

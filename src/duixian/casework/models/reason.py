"""The reasons library: ready words for a refusal, an office's own, each on a clause or an interpretation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned


class Reason(Owned):
    """``measure``, ``condition``: for which refusals it is offered, empty is any. ``quote``: words of the clause.
    ``retired_at``: from then on it is offered no more; refusals that used it keep their words."""

    policy = models.CharField(max_length=200)
    measure = models.CharField(max_length=200, blank=True)
    condition = models.CharField(max_length=200, blank=True)
    clause = models.CharField(max_length=64)
    quote = models.TextField()
    interpretation = models.CharField(max_length=64, blank=True)
    words = models.TextField()
    english = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(clause="") & ~Q(words=""), name="a_reason_has_a_clause_and_words"
            ),
        )
        indexes = (models.Index(fields=["authority", "policy", "measure"], name="reasons_of_a_measure"),)

    def __str__(self) -> str:
        return f"{self.clause} {self.words}"

"""Many clean cases passed at once: which they were, which of them were drawn to be read, and what came of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from duixian.authorities.owned import Owned


class Outcome(TextChoices):
    """What came of one case of a batch."""

    WAITING = "待办", "waiting"
    PASSED = "已通过", "passed"
    LEFT = "未通过", "left out"


class Sampling(Owned):
    """One officer's batch at one step. ``done_at``: when it was passed; nothing of it changes afterwards."""

    number = models.CharField(max_length=40, unique=True)
    step = models.CharField(max_length=64)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    left_out = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.number


class SampledCase(Owned):
    """``revision``: the case as it was when the sample was drawn; ``drawn``: to be read before the batch passes."""

    sampling = models.ForeignKey(Sampling, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="samplings")
    revision = models.PositiveIntegerField()
    drawn = models.BooleanField()
    opened_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["sampling", "case"], name="a_case_stands_once_in_a_batch"),
            models.CheckConstraint(
                condition=~Q(outcome="已通过") | Q(drawn=False) | Q(opened_at__isnull=False),
                name="what_was_drawn_is_read_before_it_passes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sampling} {self.case_id} {self.outcome}"

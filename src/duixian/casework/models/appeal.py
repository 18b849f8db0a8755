"""An appeal: against a refusal, or against the amount of what was granted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from duixian.authorities.owned import Owned


class AppealKind(TextChoices):
    """异议 to the office that decided, 复核 by its superior."""

    OBJECTION = "异议", "objection"
    REVIEW = "复核", "review"


class AppealAbout(TextChoices):
    """What is contested."""

    REFUSAL = "不予", "refusal"
    AMOUNT = "金额", "amount"


class AppealState(TextChoices):
    """Where an appeal stands."""

    OPEN = "办理中", "open"
    UPHELD = "维持", "upheld"
    REVERSED = "改正", "reversed"
    ENDED = "终止", "ended without an answer"


class Appeal(Owned):
    """``decision``: the one appealed against; the case's history holds what happened since. One against an amount goes
    on beside its case: ``due`` is the last day of its own clock, ``line`` the difference it ended in."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="appeals")
    kind = models.CharField(max_length=8, choices=AppealKind.choices)
    about = models.CharField(max_length=8, choices=AppealAbout.choices, default=AppealAbout.REFUSAL)
    state = models.CharField(max_length=8, choices=AppealState.choices, default=AppealState.OPEN)
    grounds = models.TextField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    decision = models.ForeignKey("decisions.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    escalated_on = models.DateField(null=True)
    line = models.ForeignKey("decisions.Difference", null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="办理中"), name="one_open_appeal_of_a_case"
            ),
            models.UniqueConstraint(fields=["case", "kind", "about"], name="each_kind_of_appeal_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

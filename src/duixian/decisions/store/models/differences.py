"""A difference: what a case is worth now against what was decided or promised before. A line for review."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.decisions.store.models.decisions import Decision
from duixian.decisions.store.models.entitlements import Entitlement
from duixian.decisions.store.models.runs import Run
from duixian.decisions.store.states import DifferenceKind, DifferenceState


class Difference(Owned):
    """``run`` null: one case was decided again by itself, because its claimant objected. ``old`` null: there was no
    such case; ``new`` null: its record was withdrawn. ``fen`` is never negative; ``paid_fen``: of money to take back, the part that was paid or is being paid (the rest only lapses)."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="differences", null=True)
    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="differences", null=True)
    policy = models.CharField(max_length=200)
    measure = models.CharField(max_length=200)
    case_id = models.CharField(max_length=16)
    old = models.ForeignKey(Decision, models.PROTECT, related_name="+", null=True)
    new = models.ForeignKey(Decision, models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=8, choices=DifferenceKind)
    fen = models.BigIntegerField()
    paid_fen = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=DifferenceState, default=DifferenceState.OPEN)
    found_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="a_difference_is_of_money",
                condition=Q(fen__gt=0, paid_fen__gte=0, paid_fen__lte=models.F("fen")),
            ),
            models.UniqueConstraint(
                "authority",
                "policy",
                "case_id",
                name="one_open_difference_for_each_case",
                condition=Q(state=DifferenceState.OPEN),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.fen} {self.case_id}"

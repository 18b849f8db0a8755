"""What happened to a case: a line for every change, which nobody can change or delete."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.casework.states import State, Verb


class Happening(Owned):
    """``before``, ``after``: states. ``words``: what the officer or claimant said. ``details``: what rests on data:
    citations of a refusal, items asked for, references of notices and payments."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="history")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=16, choices=Verb.choices)
    before = models.CharField(max_length=16, choices=State.choices, blank=True)
    after = models.CharField(max_length=16, choices=State.choices)
    step = models.CharField(max_length=64, blank=True)
    attempt = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["case", "id"], name="history_of_a_case"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(verb="不予") | Q(details__citations__0__clause__isnull=False),
                name="no_refusal_without_a_clause",
            ),
            models.CheckConstraint(
                condition=~Q(verb="维持金额") | Q(details__citations__0__clause__isnull=False),
                name="no_amount_stands_without_a_clause",
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.before}→{self.after}"

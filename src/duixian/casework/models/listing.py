"""A list of people to whom money is due without a claim (免申即享)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextChoices

from duixian.authorities.owned import Owned


class ListingState(TextChoices):
    """Where a list stands."""

    OPEN = "待确认", "to be confirmed"
    CONFIRMED = "已确认", "confirmed"
    DROPPED = "作废", "dropped"


class Listing(Owned):
    """``totals``: [{measure, cases, fen, passed over}] as they were when the list was made."""

    number = models.CharField(max_length=32, unique=True)
    run = models.ForeignKey("decisions.Run", on_delete=models.PROTECT, related_name="+")
    measures = models.JSONField()
    totals = models.JSONField()
    state = models.CharField(max_length=8, choices=ListingState.choices, default=ListingState.OPEN)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("started_by")),
                name="a_list_is_confirmed_by_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.state}"

"""A case: one matter of one measure, from the claim or the office's list to the payment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.casework.states import ENDED, Origin, State


class Case(Owned):
    """``table``, ``key``: the record it is about, as the registry keeps it (persons by token); ``case_id``: the name
    that decisions give it. ``claimant_table``, ``claimant_key``: for whom somebody files. ``step``: where in its
    procedure it stands, ``attempt``: how often it entered a step. ``due``: the last day of the step's clock, None
    while it stands still, ``clock_left``: the working days that were left then. ``revision`` counts the changes."""

    number = models.CharField(max_length=32, unique=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    version = models.ForeignKey("decisions.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=200)
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    year = models.IntegerField(null=True)
    case_id = models.CharField(max_length=16)
    claimed_on = models.DateField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    claimant_table = models.CharField(max_length=64, blank=True)
    claimant_key = models.CharField(max_length=200, blank=True)
    claimed = models.BinaryField(default=bytes)
    listing = models.ForeignKey("casework.Listing", null=True, on_delete=models.PROTECT, related_name="cases")
    roster = models.ForeignKey("casework.Roster", null=True, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=16, choices=State.choices)
    step = models.CharField(max_length=64, blank=True)
    attempt = models.PositiveIntegerField(default=1)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField(null=True)
    clock_left = models.IntegerField(null=True)
    escalated_on = models.DateField(null=True)
    decision = models.ForeignKey("decisions.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    entitlement = models.ForeignKey(
        "decisions.Entitlement", null=True, on_delete=models.PROTECT, related_name="+"
    )
    publicity = models.ForeignKey("notices.Publicity", null=True, on_delete=models.PROTECT, related_name="+")
    stage = models.PositiveSmallIntegerField(default=0)
    payable_fen = models.BigIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "case_id"],
                condition=~Q(state__in=[state.value for state in ENDED]),
                name="one_live_case_of_a_matter",
            ),
            models.CheckConstraint(condition=Q(payable_fen__gte=0), name="case_pays_no_less_than_nothing"),
        )
        indexes = (
            models.Index(fields=["authority", "state", "due"], name="cases_by_clock"),
            models.Index(fields=["authority", "state", "step", "due", "id"], name="cases_by_step"),
            models.Index(fields=["authority", "table", "key"], name="cases_by_record"),
            models.Index(fields=["authority", "claimant_table", "claimant_key"], name="cases_by_claimant"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.measure} {self.state}"

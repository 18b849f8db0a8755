"""What checking a case leaves behind: the one list of what is missing, departments' opinions, visits."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from duixian.authorities.owned import Owned


class Supplement(Owned):
    """补正: the complete list of what is missing, once for a case. ``items``: [{zh, en}]; ``due``: last day."""

    case = models.OneToOneField("casework.Case", on_delete=models.PROTECT, related_name="supplement")
    items = models.JSONField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due = models.DateField()
    supplied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{len(self.items)} items until {self.due}"


class JointOpinion(Owned):
    """One department's answer in a joint check."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="opinions")
    attempt = models.PositiveIntegerField()
    department = models.CharField(max_length=100)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "attempt", "department"], name="one_opinion_of_a_department"
            ),
        )

    def __str__(self) -> str:
        return f"{self.department}: {self.agrees}"


class Visit(Owned):
    """现场核查 by two officers."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="visits")
    attempt = models.PositiveIntegerField()
    first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    visited_on = models.DateField()
    place = models.CharField(max_length=200)
    found = models.TextField()
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(first=F("second")), name="a_visit_takes_two_officers"),
        )

    def __str__(self) -> str:
        return f"{self.visited_on} {self.place}"

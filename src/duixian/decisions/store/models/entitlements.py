"""An entitlement: what one case is worth, who receives it, and by which decisions it came to that."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.decisions.store.models.decisions import Decision
from duixian.decisions.store.states import EntitlementState


class Entitlement(Owned):
    """One for each case, whatever the version. ``number`` is the reference by which it is paid.

    ``amount_fen``: all that it is worth by the current decision; ``paid_before_fen``: of that, what registers said had
    been paid when it was granted; ``overpaid_fen``: what was paid or is being paid above it."""

    number = models.CharField(max_length=80, unique=True)
    policy = models.CharField(max_length=200)
    measure = models.CharField(max_length=200)
    case_id = models.CharField(max_length=16)
    table = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    amount_fen = models.BigIntegerField()
    paid_before_fen = models.BigIntegerField(default=0)
    overpaid_fen = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=EntitlementState, default=EntitlementState.LIVE)
    granted_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint("authority", "policy", "case_id", name="one_entitlement_for_each_case"),
            models.CheckConstraint(
                name="an_entitlement_is_not_negative",
                condition=Q(amount_fen__gte=0, paid_before_fen__gte=0, overpaid_fen__gte=0),
            ),
        )

    def __str__(self) -> str:
        return self.number


class EntitlementPayee(Owned):
    """A payee with its share; ``key`` is the registry's (persons by token)."""

    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="payees")
    position = models.IntegerField()
    table = models.CharField(max_length=100)
    key = models.CharField(max_length=300)
    share = models.CharField(max_length=60)
    amount_fen = models.BigIntegerField()

    class Meta:
        ordering = (
            "entitlement",
            "position",
        )
        constraints = (
            models.UniqueConstraint(
                "entitlement", "table", "key", name="a_payee_stands_once_in_an_entitlement"
            ),
            models.UniqueConstraint("entitlement", "position", name="one_payee_for_each_position"),
        )

    def __str__(self) -> str:
        return f"{self.entitlement} {self.position}"


class Grant(Owned):
    """How an entitlement came to its amount: one row for each decision that it followed, never changed."""

    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="grants")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", null=True)
    before_fen = models.BigIntegerField()
    after_fen = models.BigIntegerField()
    schedule = models.JSONField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.entitlement} {self.before_fen} → {self.after_fen}"

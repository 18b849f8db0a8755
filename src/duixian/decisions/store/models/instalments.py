"""One part of an entitlement for one payee, on one day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned
from duixian.decisions.store.models.entitlements import Entitlement, EntitlementPayee
from duixian.decisions.store.states import InstalmentState


class Instalment(Owned):
    """``number`` and ``period`` are the decision's; ``part`` counts what is paid for the same number in addition.
    ``code`` names it within its entitlement."""

    entitlement = models.ForeignKey(Entitlement, models.PROTECT, related_name="instalments")
    payee = models.ForeignKey(EntitlementPayee, models.PROTECT, related_name="instalments")
    number = models.IntegerField()
    part = models.IntegerField(default=1)
    period = models.CharField(max_length=100, blank=True)
    due = models.DateField(null=True)
    amount_fen = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=InstalmentState)

    class Meta:
        ordering = (
            "entitlement",
            "number",
            "payee",
            "part",
        )
        constraints = (
            models.UniqueConstraint("payee", "number", "part", name="one_row_for_each_part_of_an_instalment"),
            models.CheckConstraint(name="an_instalment_is_not_negative", condition=Q(amount_fen__gte=0)),
        )
        indexes = (models.Index("authority", "state", "due", name="instalments_by_day"),)

    def __str__(self) -> str:
        return f"{self.entitlement} {self.code}"

    @property
    def code(self) -> str:
        """Payee's position, number and part: what the ledger calls the instalment of this entitlement."""
        return f"{self.payee.position}.{self.number}.{self.part}"

"""Who is paid in a case, and into which account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned


class PayTo(Owned):
    """A payee of a case (key as the registry keeps it) with its fen, and the account once it is known.

    ``account``: sealed; ``account_index``: keyed, to find one account under many names; ``account_end``: the last
    four digits, for people. ``objection``: what the payee said against an offer."""

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="payees")
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True)
    amount_fen = models.BigIntegerField()
    account = models.BinaryField(default=bytes)
    account_index = models.CharField(max_length=64, blank=True)
    account_end = models.CharField(max_length=4, blank=True)
    bank = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    objection = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "table", "key"], name="one_line_for_each_payee"),
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="payee_gets_no_less_than_nothing"),
        )
        indexes = (
            models.Index(fields=["account_index"], name="payees_by_account"),
            models.Index(fields=["authority", "table", "key"], name="payees_by_record"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.amount_fen}"

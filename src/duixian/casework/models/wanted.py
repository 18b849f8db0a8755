"""A payment that came back from the bank, and the account that its payee gives instead."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duixian.authorities.owned import Owned


class AccountWanted(Owned):
    """``order``: the returned payment. ``table``, ``key``: its payee as the registry keeps it, told at ``asked_at``.
    ``account``: sealed, empty until the payee gave one; ``account_end``: its last four digits, for people. It may be
    given again until the payment is issued anew."""

    order = models.OneToOneField("ledger.Order", on_delete=models.PROTECT, related_name="account_wanted")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="accounts_wanted")
    table = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(null=True)
    holder = models.CharField(max_length=200, blank=True)
    account = models.BinaryField(default=bytes)
    account_end = models.CharField(max_length=4, blank=True)
    bank = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("order_id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, account_end="")
                | (Q(given_at__isnull=False) & ~Q(account_end="") & ~Q(holder="") & ~Q(bank="")),
                name="an_account_given_is_whole",
            ),
        )
        indexes = (models.Index(fields=["authority", "table", "key"], name="wanted_by_record"),)

    def __str__(self) -> str:
        return f"{self.order} {self.account_end}"

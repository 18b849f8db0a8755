"""Money set aside for a reference, and the payments ordered from it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.ledger.models.batches import Batch
from duixian.ledger.models.items import Item
from duixian.ledger.states import LIVE, OrderState


class Reservation(Owned):
    """Money of an item kept for a reference.

    ``total_fen`` was set aside in all; ``parts_fen`` of it, by source, is not yet ordered.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reservations")
    reference = models.CharField(_("关联"), max_length=200)
    total_fen = models.BigIntegerField(_("预留（分）"))
    parts_fen = ArrayField(models.BigIntegerField(), verbose_name=_("尚未列支（分）"))

    class Meta:
        verbose_name = _("预留")
        constraints = (
            models.UniqueConstraint("item", "reference", name="one_reservation_per_reference"),
            models.CheckConstraint(condition=Q(total_fen__gte=0), name="reservation_is_not_negative"),
        )

    @property
    def left_fen(self) -> int:
        """What is still kept and not yet ordered, in fen."""
        return sum(self.parts_fen)

    def __str__(self) -> str:
        return f"{self.reference} {self.left_fen}"


class Order(Owned):
    """One payment to one payee. What it says never changes; where it stands (``state``) does.

    A wrong account is mended by a new order that takes this one's place (``replaces``).
    """

    number = models.CharField(_("单号"), max_length=24, unique=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="orders")
    reference = models.CharField(_("关联"), max_length=200)
    instalment = models.CharField(_("期次"), max_length=100, blank=True)
    payee_name = models.CharField(_("户名"), max_length=200)
    account_sealed = models.BinaryField(_("账号"))
    account_index = models.CharField(_("账号索引"), max_length=64, db_index=True)
    bank = models.CharField(_("开户银行"), max_length=200)
    bank_code = models.CharField(_("联行号"), max_length=20, blank=True)
    amount_fen = models.BigIntegerField(_("金额（分）"))
    parts_fen = ArrayField(models.BigIntegerField(), verbose_name=_("各来源（分）"))
    withheld_fen = models.BigIntegerField(_("代扣税款（分）"), default=0)
    purpose = models.CharField(_("用途"), max_length=200)
    state = models.CharField(_("状态"), max_length=12, choices=OrderState, default=OrderState.ORDERED)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="orders")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    ordered_at = models.DateTimeField(_("列单时间"))

    class Meta:
        verbose_name = _("付款单")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "reference", "instalment"],
                condition=Q(state__in=LIVE),
                name="one_live_payment_per_instalment",
            ),
            models.UniqueConstraint(
                fields=["batch", "account_index", "amount_fen"],
                condition=Q(batch__isnull=False),
                name="no_line_twice_in_a_batch",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="an_order_pays_something"),
            models.CheckConstraint(
                condition=Q(withheld_fen__gte=0) & Q(withheld_fen__lt=F("amount_fen")),
                name="tax_leaves_something_to_pay",
            ),
        )
        indexes = (models.Index(fields=["authority", "state"], name="orders_by_state"),)

    @property
    def transfer_fen(self) -> int:
        """What the bank is told to transfer: the amount less the tax withheld, in fen."""
        return self.amount_fen - self.withheld_fen

    def __str__(self) -> str:
        return f"{self.number} {self.payee_name}"

"""Money that comes back: refunds, and what must be recovered by a plan of instalments."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.ledger.models.orders import Order


class Refund(Owned):
    """Money of a payment that the payee gave back unasked; ``receipt`` names the incoming transfer."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    receipt = models.CharField(_("入账凭证"), max_length=100)
    fen = models.BigIntegerField(_("金额（分）"))
    parts_fen = ArrayField(models.BigIntegerField())
    reason = models.CharField(_("原因"), max_length=500, blank=True)
    day = models.DateField(_("到账日"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("退款")
        constraints = (
            models.UniqueConstraint("authority", "receipt", name="a_refund_is_taken_once"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_refund_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.order} {self.fen}"


class Recovery(Owned):
    """Money of a payment that must come back. ``matter`` names what it is for, once.

    ``whole_fen`` is by source what must come back; what is waived is taken off it and off ``parts_fen``.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="recoveries")
    matter = models.CharField(_("事项"), max_length=200)
    reason = models.CharField(_("理由"), max_length=1000)
    fen = models.BigIntegerField(_("应追回（分）"))
    whole_fen = ArrayField(models.BigIntegerField(), verbose_name=_("各来源（分）"))
    parts_fen = ArrayField(models.BigIntegerField(), verbose_name=_("尚未追回（分）"))
    waived = models.BooleanField(_("已撤销"), default=False)
    opened_at = models.DateTimeField(_("立项时间"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("追回")
        constraints = (
            models.UniqueConstraint("authority", "order", "matter", name="one_recovery_per_matter"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_recovery_is_positive"),
        )

    @property
    def left_fen(self) -> int:
        """What has not come back yet, in fen."""
        return sum(self.parts_fen)

    def __str__(self) -> str:
        return f"{self.matter} {self.fen}"


class RecoveryDue(Owned):
    """One instalment of a recovery's plan; receipts fill the earliest first."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="plan")
    number = models.IntegerField(_("期次"))
    due = models.DateField(_("应还日"))
    fen = models.BigIntegerField(_("应还（分）"))
    received_fen = models.BigIntegerField(_("已还（分）"), default=0)

    class Meta:
        verbose_name = _("还款计划")
        ordering = (
            "recovery",
            "number",
        )
        constraints = (
            models.UniqueConstraint("recovery", "number", name="instalments_stand_in_order"),
            models.CheckConstraint(
                condition=Q(fen__gt=0, received_fen__gte=0) & Q(received_fen__lte=F("fen")),
                name="no_instalment_overpaid",
            ),
        )

    def __str__(self) -> str:
        return f"{self.recovery} {self.number}"


class RecoveryReceipt(Owned):
    """Money received for a recovery; or, with ``payment``, what was not transferred of a later payment of the same
    payee, who agreed to it by ``consent``."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="receipts")
    receipt = models.CharField(_("入账凭证"), max_length=100)
    fen = models.BigIntegerField(_("金额（分）"))
    day = models.DateField(_("到账日"))
    payment = models.OneToOneField(Order, on_delete=models.PROTECT, null=True, related_name="offsets")
    consent = models.CharField(_("同意抵扣的凭据"), max_length=500, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("追回到账")
        constraints = (
            models.CheckConstraint(
                condition=Q(payment__isnull=True) | ~Q(consent=""), name="nothing_is_offset_without_consent"
            ),
            models.UniqueConstraint("authority", "receipt", name="a_receipt_is_taken_once"),
            models.CheckConstraint(condition=Q(fen__gt=0), name="a_receipt_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.recovery} {self.fen}"

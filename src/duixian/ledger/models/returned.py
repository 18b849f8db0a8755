"""What the bank says became of the lines, and the proof that all of them are accounted for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.ledger.models.batches import Batch
from duixian.ledger.models.orders import Order


class Cause(models.TextChoices):
    """Why a line was not paid."""

    NAME_DIFFERS = "name_differs", _("户名与账号不符")
    NO_ACCOUNT = "no_account", _("账号不存在")
    CLOSED = "closed", _("账户已销户")
    FROZEN = "frozen", _("账户冻结或止付")
    BANK_UNKNOWN = "bank_unknown", _("开户行有误")
    REPEATED = "repeated", _("重复付款")
    OTHER = "other", _("其他")


class Return(Owned):
    """The bank's word on one line: paid, or not and why. ``late`` is a payment that came back afterwards."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="returns")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="returns")
    ok = models.BooleanField(_("付款成功"))
    late = models.BooleanField(_("付后退汇"), default=False)
    cause = models.CharField(_("原因"), max_length=20, choices=Cause, blank=True)
    words = models.CharField(_("银行说明"), max_length=500, blank=True)
    bank_reference = models.CharField(_("银行流水号"), max_length=100, blank=True)
    taken_at = models.DateTimeField(_("导入时间"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("银行回单")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint("order", "late", name="one_word_of_the_bank_per_line"),
            models.CheckConstraint(
                condition=Q(ok=True, cause="", late=False) | (Q(ok=False) & ~Q(cause="")),
                name="a_failed_line_has_its_cause",
            ),
        )

    def __str__(self) -> str:
        return f"{self.order} {'ok' if self.ok else self.cause}"


class Reconciliation(Owned):
    """A batch whose lines are all accounted for: sent = paid + returned, to the fen."""

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="reconciliation")
    sent_fen = models.BigIntegerField(_("送出（分）"))
    paid_fen = models.BigIntegerField(_("付讫（分）"))
    returned_fen = models.BigIntegerField(_("退回（分）"))
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("对账")
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_fen=models.F("paid_fen") + models.F("returned_fen")),
                name="reconciled_means_zero",
            ),
        )

    def __str__(self) -> str:
        return f"{self.batch} {self.sent_fen}"

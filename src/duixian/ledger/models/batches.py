"""Batches: what goes to the bank together."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.ledger.models.items import Item
from duixian.ledger.states import BatchState

MOST_LINES = 5000
"""A bank takes no longer file."""


class Tax(models.TextChoices):
    """What becomes of income tax on the lines of a batch; a finance officer says so before it leaves."""

    GROSS = "gross", _("按全额发放，不代扣")
    WITHHELD = "withheld", _("代扣代缴")


class Batch(Owned):
    """Orders of one item and one use, sent to the bank together: by a maker, after another's check."""

    number = models.CharField(_("批次号"), max_length=24, unique=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="batches")
    purpose = models.CharField(_("用途"), max_length=200)
    lines = models.IntegerField(_("笔数"))
    total_fen = models.BigIntegerField(_("总额（分）"))
    state = models.CharField(_("状态"), max_length=12, choices=BatchState, default=BatchState.MADE)
    tax = models.CharField(_("个税处理"), max_length=12, choices=Tax, blank=True)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("制单时间"))
    checked_at = models.DateTimeField(_("复核时间"), null=True)
    released_at = models.DateTimeField(_("送银行时间"), null=True)
    reason = models.CharField(_("退回理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("付款批次")
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(checker__isnull=True) | ~Q(checker=F("maker")), name="checker_is_another_person"
            ),
            models.CheckConstraint(
                condition=Q(lines__gte=1, lines__lte=MOST_LINES), name="a_batch_has_at_most_5000_lines"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(BatchState.MADE, BatchState.REJECTED)) | Q(checker__isnull=False),
                name="no_batch_goes_on_unchecked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(BatchState.RELEASED, BatchState.RECONCILED)) | ~Q(tax=""),
                name="no_batch_leaves_without_its_tax_flag",
            ),
        )

    def __str__(self) -> str:
        return self.number

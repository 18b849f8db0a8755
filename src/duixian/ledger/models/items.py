"""Budget items of a year, and whose money each of them is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned


class Item(Owned):
    """A line of the budget of one year, paid from one account of the authority.

    A row is locked before anything happens to the item's money: this makes the item's verbs take turns.
    """

    year = models.IntegerField(_("年度"))
    code = models.CharField(_("项目编码"), max_length=40)
    name = models.CharField(_("项目名称"), max_length=200)
    payer_name = models.CharField(_("付款户名"), max_length=200, blank=True)
    payer_account_sealed = models.BinaryField(_("付款账号"), default=b"")
    payer_bank = models.CharField(_("付款银行"), max_length=200, blank=True)
    payer_bank_code = models.CharField(_("付款行联行号"), max_length=20, blank=True)
    closed_at = models.DateTimeField(_("年终结账时间"), null=True)

    class Meta:
        verbose_name = _("预算项目")
        ordering = (
            "year",
            "code",
        )
        constraints = (
            models.UniqueConstraint("authority", "year", "code", name="one_item_per_year_and_code"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.name}（{self.code}）"


class Source(Owned):
    """Who bears a share of an item: ``weight`` in proportion to the item's other sources (4 : 6)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="sources")
    position = models.SmallIntegerField(_("次序"))
    name = models.CharField(_("资金来源"), max_length=100)
    weight = models.BigIntegerField(_("分担比重"))

    class Meta:
        verbose_name = _("资金来源")
        ordering = (
            "item",
            "position",
        )
        constraints = (
            models.UniqueConstraint("item", "position", name="sources_stand_in_order"),
            models.UniqueConstraint("item", "name", name="one_share_per_source"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="share_is_positive"),
        )

    def __str__(self) -> str:
        return self.name

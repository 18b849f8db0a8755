"""The end of a year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.ledger.models.items import Item


class YearClose(Owned):
    """An item closed for the year: what lapsed to its sources, and what was carried into the next."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="close")
    lapsed_fen = models.BigIntegerField(_("收回（分）"))
    lapsed_by_source = models.JSONField(_("各来源收回（分）"), default=dict)
    carried = models.JSONField(_("转入下年的预留（分）"), default=dict)
    at = models.DateTimeField(_("结账时间"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("年终结账")
        constraints = (
            models.CheckConstraint(condition=models.Q(lapsed_fen__gte=0), name="what_lapses_is_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.item}"

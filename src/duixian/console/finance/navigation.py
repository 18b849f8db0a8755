"""The ways of the finance desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duixian.console.finance.roles import READERS
from duixian.design.navigation import Entry

_GROUP = _("资金")
ENTRIES: tuple[Entry, ...] = (
    Entry(_("预算与资金"), "console:finance:home", READERS, _GROUP),
    Entry(pgettext_lazy("heading", "付款单"), "console:finance:orders", READERS, _GROUP),
    Entry(pgettext_lazy("heading", "付款批次"), "console:finance:batches", READERS, _GROUP),
    Entry(pgettext_lazy("heading", "银行退回"), "console:finance:returned", READERS, _GROUP),
    Entry(_("追回与退款"), "console:finance:recoveries", READERS, _GROUP),
)

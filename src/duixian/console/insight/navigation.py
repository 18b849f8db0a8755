"""The ways of the figures."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duixian.console.insight.views import WHO
from duixian.design.navigation import Entry

_GROUP = _("统计数据")
ENTRIES: tuple[Entry, ...] = (
    Entry(_("目标"), "console:insight:home", WHO, _GROUP),
    Entry(_("资金去向"), "console:insight:money", WHO, _GROUP),
    Entry(_("办理时效"), "console:insight:time", WHO, _GROUP),
    Entry(_("不予的理由"), "console:insight:refusals", WHO, _GROUP),
)

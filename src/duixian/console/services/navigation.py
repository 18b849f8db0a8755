"""The ways of the desk of services."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duixian.console.selection.roles import READERS
from duixian.design.navigation import Entry

_GROUP = _("服务与转办")
ENTRIES: tuple[Entry, ...] = (
    Entry(_("年度名单"), "console:services:lists", READERS, _GROUP),
    Entry(_("转办事项"), "console:services:referrals", READERS, _GROUP),
)

"""The ways of the audit desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duixian.authorities.duties import Role
from duixian.design.navigation import Entry

AUDITOR = (Role.AUDITOR,)
_GROUP = pgettext_lazy("heading", "审计")
ENTRIES: tuple[Entry, ...] = (
    Entry(_("查找与追溯"), "console:audit:home", AUDITOR, _GROUP),
    Entry(_("链与账簿校验"), "console:audit:chains", AUDITOR, _GROUP),
    Entry(pgettext_lazy("heading", "访问记录"), "console:audit:log", AUDITOR, _GROUP),
    Entry(_("审计导出"), "console:audit:exports", AUDITOR, _GROUP),
)

"""The ways of the selection desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duixian.console.selection.roles import READERS, REVIEWER
from duixian.design.navigation import Entry

_GROUP = _("公示与评选")
ENTRIES: tuple[Entry, ...] = (
    Entry(pgettext_lazy("heading", "评选轮次"), "console:selection:home", READERS, _GROUP),
    Entry(_("竞赛登记"), "console:selection:contests", READERS, _GROUP),
    Entry(_("我的评分"), "console:selection:mine", (REVIEWER,), _GROUP),
)

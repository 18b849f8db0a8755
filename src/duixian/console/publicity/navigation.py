"""The ways of the publicity desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duixian.console.publicity.roles import READERS
from duixian.design.navigation import Entry

_GROUP = _("公示与评选")
ENTRIES: tuple[Entry, ...] = (
    Entry(_("公示台"), "console:publicity:home", READERS, _GROUP),
    Entry(_("公示异议"), "console:publicity:objections", READERS, _GROUP),
)

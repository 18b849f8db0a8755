"""The way of the policy desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duixian.console.policies.roles import READERS
from duixian.design.navigation import Entry

ENTRIES: tuple[Entry, ...] = (Entry(_("编制政策"), "console:policies:home", READERS, _("政策")),)

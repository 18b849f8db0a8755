"""What a page shows to somebody who is not signed in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duixian.design.navigation import Entry

ENTRIES: tuple[Entry, ...] = (Entry(_("登录"), "signin:login"),)

"""The ways of the public face."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duixian.design.navigation import Entry

ENTRIES: tuple[Entry, ...] = (
    Entry(_("首页"), "public:home", icon="home"),
    Entry(_("政策"), "public:policies", icon="file"),
    Entry(_("测算"), "public:calculator", icon="sliders"),
    Entry(_("公示"), "public:notices", icon="list"),
    Entry(_("评选"), "public:calls", icon="gift"),
    Entry(_("查进度"), "public:progress", icon="search"),
)

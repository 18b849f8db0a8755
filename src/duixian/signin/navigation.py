"""The menu of somebody who is signed in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from duixian.authorities.duties import CLAIMANTS, OFFICERS
from duixian.design.navigation import Entry, roles_of


def _is_claimant(request: HttpRequest) -> bool:
    """Whoever came by the province's identity holds no role: a register knows the person."""
    roles = roles_of(request)
    return bool(roles & CLAIMANTS) or not roles


ENTRIES: tuple[Entry, ...] = (
    Entry(_("我的兑现"), "portal:home", shown=_is_claimant),
    Entry(_("工作台"), "console:home", OFFICERS),
    Entry(_("账户与安全"), "signin:account"),
    Entry(_("退出登录"), "signin:logout"),
)

"""Where a person, or who acts for an employer or institution, may go."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from duixian.design.navigation import Entry


def _as_person(request: HttpRequest) -> bool:
    who = getattr(request, "claimant", None)
    return who is not None and who.subject.is_person


def _may_switch(request: HttpRequest) -> bool:
    who = getattr(request, "claimant", None)
    return who is not None and who.others


ENTRIES = (
    Entry(_("补贴"), "portal:home", icon="home", shown=_as_person),
    Entry(_("办件"), "portal:cases", icon="list", shown=_as_person),
    Entry(_("收款"), "portal:payments", icon="coins", shown=_as_person),
    Entry(_("消息"), "portal:messages", icon="message", shown=_as_person),
    Entry(_("我的数据"), "portal:data", icon="person", shown=_as_person),
    Entry(_("提名"), "portal:nominations", shown=_as_person),
    Entry(_("换一个身份"), "portal:subject", shown=_may_switch),
)

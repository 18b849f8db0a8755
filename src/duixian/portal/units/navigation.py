"""Where somebody who acts for an employer or institution may go."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from duixian.design.navigation import Entry


def _as_unit(request: HttpRequest) -> bool:
    who = getattr(request, "claimant", None)
    return who is not None and not who.subject.is_person


ENTRIES = (
    Entry(_("本单位"), "portal:unit-home", icon="home", shown=_as_unit),
    Entry(_("人员"), "portal:unit-people", icon="person", shown=_as_unit),
    Entry(_("可申报"), "portal:unit-due", icon="gift", shown=_as_unit),
    Entry(_("名单"), "portal:unit-rosters", icon="file", shown=_as_unit),
    Entry(_("办件"), "portal:unit-cases", icon="list", shown=_as_unit),
    Entry(_("提名"), "portal:nominations", shown=_as_unit),
    Entry(_("消息"), "portal:messages", shown=_as_unit),
    Entry(_("经办人"), "portal:unit-colleagues", shown=_as_unit),
)

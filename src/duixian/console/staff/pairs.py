"""Which roles must not meet in one person, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duixian.authorities.duties import INCOMPATIBLE, OFFICERS, Role

_PAYING = {Role.FINANCE_MAKER, Role.FINANCE_CHECKER}


@dataclass(frozen=True, slots=True)
class Clash:
    """A role with those that it must not meet."""

    role: Role
    others: tuple[Role, ...]
    why: str | Promise


def clashes() -> list[Clash]:
    """By role, in the order of the list of roles."""
    found = []
    for role in (one for one in Role if one in OFFICERS):
        others = tuple(
            o for o in Role if o in OFFICERS and frozenset({role, o}) in INCOMPATIBLE and o is not role
        )
        if others:
            found.append(Clash(role, others, _why(role)))
    return found


def _why(role: Role) -> str | Promise:
    if role is Role.AUDITOR:
        return _("审计只看不办，不能审自己办过的事。")
    if role is Role.ADMIN:
        return _("任命权限的人不能自己审批或付款。")
    if role in _PAYING:
        return _("付款由制单和复核两人完成，且不能是审批的人。")
    if role is Role.POLICY_AUTHOR:
        return _("写规则的人不能按规则付款。")
    return _("同一件事须由两个人把关，审批的人不能付款。")

"""What is refused here, in words for people."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.values.bilingual import DuixianError, Text


class RoleRefused(DuixianError):
    """The account does not hold a role that the act needs."""

    def __init__(self, account: Account, authority: Authority, roles: Iterable[Role]) -> None:
        zh, en = _names(roles)
        super().__init__(
            "role-refused",
            Text(
                f"{account}在{authority.name}没有办理此事的角色（{zh}）。",
                f"{account} holds no role at {authority.english or authority.name} that may do this ({en}).",
            ),
            where=authority.code,
            remedy=Text(
                "请由有此角色的人办理，或请系统管理员任命。",
                "Ask somebody with the role, or an administrator to appoint you.",
            ),
        )


class RolesIncompatible(DuixianError):
    """Two roles that must not meet in one person."""

    def __init__(self, account: Account, wanted: Role, held: Role) -> None:
        super().__init__(
            "roles-incompatible",
            Text(
                f"{account}已是“{_zh(held)}”，不能同时担任“{_zh(wanted)}”。",
                f"{account} is {held.value} already and cannot be {wanted.value} at the same time.",
            ),
            where=account.username,
            remedy=Text(
                "请任命另一个人，或先结束原来的任职。",
                "Appoint somebody else, or end the other appointment first.",
            ),
        )


def _names(roles: Iterable[Role]) -> tuple[str, str]:
    listed = list(roles)
    return "、".join(_zh(role) for role in listed), ", ".join(role.value for role in listed)


def _zh(role: Role) -> str:
    return _CHINESE[role]


_CHINESE = {role: str(role._label_) for role in Role}

"""A publicity under a lock, and the step that its state allows."""

from __future__ import annotations

from collections.abc import Collection

from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.authorities.roles import require
from duixian.notices.errors import PublicityError
from duixian.notices.models import Publicity
from duixian.notices.states import PublicityState
from duixian.values.bilingual import Text

KEEPERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)
"""Whose work publicity is."""


def locked(publicity: Publicity, *, of: Collection[PublicityState]) -> Publicity:
    """The row itself, locked to the end of the transaction. Raises PublicityError in any other state."""
    row = Publicity.objects.select_for_update().get(pk=publicity.pk)
    if row.state in of:
        return row
    state = str(row.get_state_display())
    raise PublicityError(
        "publicity-state",
        Text(
            f"公示目前的状态是“{state}”，不能这样办理。",
            f"The publicity is {row.state}: this step is not possible.",
        ),
        where=row.number,
        remedy=Text("请刷新后查看当前状态。", "Refresh and look at its present state."),
    )


def demand_keeper(actor: Account | None, authority: Authority) -> None:
    """Raises RoleRefused unless the officer keeps publicity here; None is the system itself."""
    if actor is not None:
        require(actor, authority, *KEEPERS)

"""A round under a lock, and the step that its state allows."""

from __future__ import annotations

from collections.abc import Collection

from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.authorities.roles import require
from duixian.casework.selection.errors import RoundError
from duixian.casework.selection.models import Round
from duixian.casework.selection.states import RoundState
from duixian.values.bilingual import Text

ORGANISERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)
"""Who runs rounds, contests, lists and referrals."""


def locked(row: Round, *, of: Collection[RoundState]) -> Round:
    """The row itself, locked to the end of the transaction. Raises RoundError in any other state."""
    held = Round.objects.select_for_update().get(pk=row.pk)
    if held.state not in of:
        raise refusal(
            "round-state",
            f"本轮目前的状态是“{held.get_state_display()}”，不能这样办理",
            f"The round is {held.state}: this step is not possible",
            str(held),
        )
    return held


def demand_organiser(actor: Account | None, authority: Authority) -> None:
    """Raises RoleRefused unless the officer organises selections here; None is the system itself."""
    if actor is not None:
        require(actor, authority, *ORGANISERS)


def refusal(code: str, zh: str, en: str, where: str = "") -> RoundError:
    """A step that cannot be taken now."""
    remedy = Text(
        "请核对本轮的状态和名单后再办理。", "Check the state and the list of the round, then try again."
    )
    return RoundError(code, Text(f"{zh}。", f"{en}."), where=where, remedy=remedy)


def next_number(authority: Authority, head: str, taken: int) -> str:
    """The next number of its kind; call under ``one_at_a_time``."""
    return f"{head}-{taken + 1:03d}"

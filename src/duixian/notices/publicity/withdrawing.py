"""Take back a list, or one line of it, before its clock has run out."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities.models import Account
from duixian.notices.errors import PublicityError
from duixian.notices.models import Publicity, PublicityLine
from duixian.notices.publicity.locking import demand_keeper, locked
from duixian.notices.publicity.resolving import moot
from duixian.notices.states import CONTESTABLE, WITHDRAWABLE, LineState, PublicityState
from duixian.values.bilingual import Text


@transaction.atomic
def withdraw(publicity: Publicity, reason: str, actor: Account | None = None) -> Publicity:
    """Take the whole list back: nothing of it is free to pay; a corrected one may be composed in its place.

    Raises PublicityError without a reason, or when the list is closed.
    """
    row = locked(publicity, of=WITHDRAWABLE)
    demand_keeper(actor, row.authority)
    _demand_reason(row, reason)
    for line in row.lines.select_for_update().filter(state__in=CONTESTABLE):
        _withdraw(line, reason, actor)
    row.state, row.reason = PublicityState.WITHDRAWN, reason.strip()
    row.save(update_fields=["state", "reason"])
    return row


@transaction.atomic
def withdraw_line(line: PublicityLine, reason: str, actor: Account | None = None) -> PublicityLine:
    """Take one line back, for instance because its claim was withdrawn; the rest of the list goes on."""
    publicity = locked(line.publicity, of=WITHDRAWABLE)
    demand_keeper(actor, publicity.authority)
    _demand_reason(publicity, reason)
    row = PublicityLine.objects.select_for_update().get(pk=line.pk)
    if row.state in CONTESTABLE:
        _withdraw(row, reason, actor)
    return row


def _withdraw(line: PublicityLine, reason: str, actor: Account | None) -> None:
    moot(line, f"公示已撤回：{reason.strip()}", actor)
    line.state = LineState.WITHDRAWN
    line.save(update_fields=["state"])


def _demand_reason(row: Publicity, reason: str) -> None:
    if not reason.strip():
        raise PublicityError(
            "publicity-without-reason",
            Text("撤回公示须写明理由。", "Withdrawing a publicity needs a reason."),
            where=row.number,
            remedy=Text("请写明撤回的原因。", "Say why it is withdrawn."),
        )

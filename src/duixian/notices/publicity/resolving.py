"""Decide an objection, with a reason: the line stands again, or falls out."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.notices.errors import ObjectionError
from duixian.notices.models import Objection, Publicity, PublicityLine
from duixian.notices.publicity.locking import demand_keeper, locked
from duixian.notices.states import RUNNING, LineState, ObjectionState, PublicityState
from duixian.values.bilingual import Text

AFTER_START = (*RUNNING, PublicityState.CLOSED)


@transaction.atomic
def resolve(objection: Objection, *, upheld: bool, reason: str, actor: Account | None = None) -> Objection:
    """Decide an open objection. Upheld: its line falls out, and other objections to it have no object left.

    Dismissed: once no objection to the line is open it stands again, or is free to pay when the list is closed.
    Raises ObjectionError: decided before, no reason, or decided by whoever objected.
    """
    publicity = locked(objection.line.publicity, of=AFTER_START)
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    demand_keeper(actor, publicity.authority)
    _check(row, reason, actor)
    _decide(row, ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED, reason, actor)
    _settle_line(row, publicity, upheld=upheld, actor=actor)
    return row


def _check(row: Objection, reason: str, actor: Account | None) -> None:
    if row.state != ObjectionState.OPEN:
        raise _error("objection-decided", "这件异议已经处理。", "This objection has been decided.")
    if not reason.strip():
        raise _error(
            "objection-without-reason", "处理异议须写明理由。", "A decision on an objection needs a reason."
        )
    if actor is not None and actor.pk == row.by_id:
        raise _error(
            "objection-own",
            "不能处理本人提出的异议，请由他人办理。",
            "Nobody decides an objection of their own.",
        )


def _error(code: str, zh: str, en: str) -> ObjectionError:
    return ObjectionError(code, Text(zh, en), remedy=Text("请核对后再办理。", "Check it and try again."))


def _decide(row: Objection, state: ObjectionState, reason: str, actor: Account | None) -> None:
    row.state, row.reason = state, reason.strip()
    row.resolved_by, row.resolved_at = actor, clock.now()
    row.save(update_fields=["state", "reason", "resolved_by", "resolved_at"])


def _settle_line(row: Objection, publicity: Publicity, *, upheld: bool, actor: Account | None) -> None:
    line = PublicityLine.objects.select_for_update().get(pk=row.line_id)
    others = line.objections.filter(state=ObjectionState.OPEN)
    if upheld:
        moot(line, f"同一行的另一件异议成立：{row.reason}", actor)
        line.state = LineState.STRUCK
    elif not others.exists():
        closed = publicity.state == PublicityState.CLOSED
        line.state = LineState.FREE if closed else LineState.STANDING
    line.save(update_fields=["state"])


def moot(line: PublicityLine, reason: str, actor: Account | None) -> None:
    """End the open objections to a line that is gone."""
    for other in line.objections.select_for_update().filter(state=ObjectionState.OPEN):
        _decide(other, ObjectionState.MOOT, reason, actor)

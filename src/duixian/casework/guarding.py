"""Who may take a step: the role, no one who checked before, and not over the head of a colleague who took it."""

from __future__ import annotations

from duixian.authorities import roles
from duixian.authorities.models import Account
from duixian.casework.errors import NotYourStep, SameOfficer
from duixian.casework.models.case import Case
from duixian.casework.models.happening import Happening
from duixian.casework.procedure.parts import Step
from duixian.casework.states import Verb
from duixian.values.bilingual import Text

_CHECKED = (Verb.PASS, Verb.APPROVE, Verb.REFUSE)
_JUDGED = (*_CHECKED, Verb.LIST, Verb.OFFER, Verb.STAND, Verb.REVISE)
"""Verbs whose doer has had a say in an amount."""


def require_step(row: Case, step: Step, officer: Account) -> None:
    """Raises RoleRefused, SameOfficer or NotYourStep."""
    roles.require(officer, row.authority, *step.roles)
    if step.another and checked_before(row, officer):
        raise _same(row, step)
    if row.taken_by_id is not None and row.taken_by_id != officer.pk:
        raise _taken(row)


def require_fresh_eyes(row: Case, step: Step, officer: Account) -> None:
    """An appeal against an amount is judged by the role that the procedure names, and by nobody who had a say in it.

    Raises RoleRefused, SameOfficer."""
    roles.require(officer, row.authority, *step.roles)
    if Happening.objects.filter(case=row, actor=officer, verb__in=_JUDGED).exists():
        raise _same(row, step)


def checked_before(row: Case, officer: Account) -> bool:
    """Whether somebody passed, approved or refused this case at any earlier step, in any attempt."""
    return Happening.objects.filter(case=row, actor=officer, verb__in=_CHECKED).exists()


def _same(row: Case, step: Step) -> SameOfficer:
    return SameOfficer(
        "same-officer",
        Text(
            f"“{step.name.zh}”必须由另一人办理：您已办理过本件前面的环节。",
            f"'{step.name.en}' takes another person: you checked this case before.",
        ),
        row.number,
        Text("请由另一位有此角色的同事办理。", "Leave it to a colleague who holds the role."),
    )


def _taken(row: Case) -> NotYourStep:
    holder = row.taken_by
    name = "" if holder is None else holder.name or holder.username
    return NotYourStep(
        "not-your-step",
        Text(f"{name}正在办理本件。", f"{name} is working on this case."),
        row.number,
        Text("请与其联系；退回后可由他人接办。", "Ask the colleague; once sent back, others may take it."),
    )

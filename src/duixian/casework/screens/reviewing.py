"""Settle a flag: somebody looked, and says what it comes to and why."""

from __future__ import annotations

from django.db import transaction

from duixian.authorities import clock, roles
from duixian.authorities.access import log_access
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.casework.screens.errors import ReviewRefused
from duixian.casework.screens.models import Flag, FlagState
from duixian.values.bilingual import Text

REVIEWERS = (Role.FIRST_CHECK, Role.SECOND_CHECK, Role.FINANCE_CHECKER)


@transaction.atomic
def review(flag: Flag, officer: Account, upheld: bool, reason: str) -> Flag:
    """The flag is upheld (what it says is so) or cleared (it means nothing), for a reason; once.

    Raises RoleRefused, ReviewRefused (``review-reason``; ``review-settled`` by somebody else, or otherwise).
    """
    held = Flag.objects.select_for_update(of=("self",)).select_related("case").get(pk=flag.pk)
    roles.require(officer, held.authority, *REVIEWERS)
    state = FlagState.UPHELD if upheld else FlagState.CLEARED
    if (held.state, held.reviewer_id, held.reason) == (state, officer.pk, reason.strip()):
        return held
    if held.state != FlagState.OPEN:
        raise _settled(held)
    if not reason.strip():
        raise _no_reason(held)
    held.state, held.reviewer, held.reviewed_at, held.reason = state, officer, clock.now(), reason.strip()
    held.save(update_fields=["state", "reviewer", "reviewed_at", "reason"])
    log_access(officer, "review", "casework_flag", held.case.number, [held.screen], authority=held.authority)
    return held


def _no_reason(flag: Flag) -> ReviewRefused:
    return ReviewRefused(
        "review-reason",
        Text("核查须写明理由。", "A review needs its reason."),
        f"{flag.case.number} {flag.title}",
        Text("请写明查了什么、依据是什么。", "Say what was looked at and what it showed."),
    )


def _settled(flag: Flag) -> ReviewRefused:
    return ReviewRefused(
        "review-settled",
        Text(f"这条疑点已经核查：{flag.reason}", f"The flag was settled already: {flag.reason}"),
        f"{flag.case.number} {flag.title}",
        Text("请刷新后查看；情况有变的，重新筛查。", "Reload it; screen again where things have changed."),
    )

"""Streams that run on: before an instalment falls due its case is decided again by what is known then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from duixian.authorities.models import Account, Authority
from duixian.decisions.store.granting import Reserve, refresh, reserve_nothing
from duixian.decisions.store.models import Decision, Entitlement
from duixian.decisions.store.single import decide_case
from duixian.decisions.store.states import EntitlementState, InstalmentState

_WAITING = (InstalmentState.PLANNED, InstalmentState.OPEN, InstalmentState.SKIPPED, InstalmentState.STOPPED)


def waiting(authority: Authority, day: date) -> QuerySet[Entitlement]:
    """Live entitlements with an instalment whose day has come and that the rule has still to judge."""
    return Entitlement.objects.filter(
        authority=authority,
        state=EntitlementState.LIVE,
        instalments__due__lte=day,
        instalments__state__in=_WAITING,
        decision__as_of__lt=day,
    ).distinct()


def advance(
    authority: Authority, day: date, *, actor: Account | None = None, reserve: Reserve = reserve_nothing
) -> list[Entitlement]:
    """Decide again what waits, as of a day, and bring its instalments into step: they fall due, stop, skip, resume."""
    found = []
    for entitlement in waiting(authority, day):
        for decision in _again(entitlement, day, actor):
            found.append(refresh(entitlement, decision, reserve=reserve, actor=actor))
    return found


def _again(entitlement: Entitlement, day: date, actor: Account | None) -> Sequence[Decision]:
    keys = [(entitlement.table, entitlement.key)]
    version = entitlement.decision.version
    decided = decide_case(entitlement.authority, version, entitlement.measure, keys, day, actor=actor)
    return [decision for decision in decided if decision.case_id == entitlement.case_id]

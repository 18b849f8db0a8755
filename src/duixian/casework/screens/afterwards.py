"""Screens after payment: what has come to be known since about cases that were paid."""

from __future__ import annotations

from datetime import datetime, timedelta

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework.models import Case
from duixian.casework.screens.models import When
from duixian.casework.screens.running import Ran, run
from duixian.casework.states import State

LOOKED_BACK = timedelta(days=366)
"""A year of payments is looked at: an audit's year."""


def screen_paid(authority: Authority, *, since: datetime | None = None, actor: Account | None = None) -> Ran:
    """The screens of cases paid since a moment (a year ago when left out); findings made before are not repeated."""
    begun = since or clock.now() - LOOKED_BACK
    paid = Case.objects.filter(authority=authority, state=State.PAID, changed_at__gte=begun)
    return run(authority, paid.select_related("version").order_by("pk"), When.AFTER, actor=actor)

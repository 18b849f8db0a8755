"""The cases before and after one in the list that somebody walks through."""

from __future__ import annotations

from django.db.models import Q

from duixian.casework.models import Case
from duixian.console.doors import Office
from duixian.console.worklist.sieve import Sieve, sieved


def following(sieve: Sieve, office: Office, case: Case) -> Case | None:
    """The next case of the list, its first again after the last; None where no other is left."""
    rest = sieved(sieve, office).exclude(pk=case.pk).order_by(*sieve.by)
    return rest.filter(_beyond(sieve, case, after=True)).first() or rest.first()


def preceding(sieve: Sieve, office: Office, case: Case) -> Case | None:
    """The case before it in the list; None before the first."""
    turned = [name.lstrip("-") if name.startswith("-") else f"-{name}" for name in sieve.by]
    rest = sieved(sieve, office).exclude(pk=case.pk).order_by(*turned)
    return rest.filter(_beyond(sieve, case, after=False)).first()


def _beyond(sieve: Sieve, case: Case, *, after: bool) -> Q:
    up, down = ("gt", "lt") if after else ("lt", "gt")
    if sieve.by == ("-pk",):
        return Q(**{f"pk__{down}": case.pk})
    if case.due is None:
        return Q()
    return Q(**{f"due__{up}": case.due}) | Q(due=case.due, **{f"pk__{up}": case.pk})

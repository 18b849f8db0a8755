"""Moments at which an authority's registry is known: what is learnt later never appears in an earlier one.

Moments only grow, even where the clock stands still: what is read at a moment has ended being written, and what is
written after that carries a later one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.registry.store.models import Moment

_NEXT = timedelta(microseconds=1)


def writing(authority: Authority) -> datetime:
    """The moment for what this transaction writes; until it ends nobody else writes there or looks at what is known
    now."""
    held = _locked(authority)
    held.last_at = max(clock.now(), held.last_at + _NEXT)
    held.save(update_fields=["last_at"])
    return held.last_at


def present(authority: Authority) -> datetime:
    """The moment to read what is known now; nothing will ever be added to it."""
    with transaction.atomic():
        held = _locked(authority)
        held.last_at = max(clock.now(), held.last_at)
        held.save(update_fields=["last_at"])
        return held.last_at


def settled(authority: Authority) -> datetime:
    """The last moment that is whole, without waiting for whoever writes just now: for pages that only read."""
    held = Moment.objects.filter(authority=authority).values_list("last_at", flat=True).first()
    return held or clock.now()


def _locked(authority: Authority) -> Moment:
    Moment.objects.bulk_create([Moment(authority=authority, last_at=clock.now())], ignore_conflicts=True)
    return Moment.objects.select_for_update().get(authority=authority)

"""Appoint an account to a role, and end an appointment."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from duixian.authorities import clock
from duixian.authorities.duties import INCOMPATIBLE, Role
from duixian.authorities.errors import RolesIncompatible
from duixian.authorities.models import Account, Appointment, Authority


@transaction.atomic
def appoint(
    account: Account,
    authority: Authority,
    role: Role,
    *,
    subject: tuple[str, str] = ("", ""),
    since: date | None = None,
    until: date | None = None,
) -> Appointment:
    """The account holds the role from a day (today) until before another (none); subject is a table and a key.

    Raises RolesIncompatible when the account holds, on any of these days and at any authority, a role that must
    not meet this one.
    """
    # The lock makes two appointments at one moment wait for each other.
    Account.objects.select_for_update().get(pk=account.pk)
    begin = since or clock.today()
    for held in _overlapping(account, begin, until):
        if frozenset({role, Role(held.role)}) in INCOMPATIBLE:
            raise RolesIncompatible(account, role, Role(held.role))
    table, key = subject
    return Appointment.objects.create(
        account=account,
        authority=authority,
        role=role,
        subject_table=table,
        subject_key=key,
        since=begin,
        until=until,
    )


@transaction.atomic
def dismiss(appointment: Appointment, day: date | None = None) -> Appointment:
    """The appointment ends before a day (today)."""
    held = Appointment.objects.select_for_update().get(pk=appointment.pk)
    held.until = day or clock.today()
    held.save(update_fields=["until"])
    return held


def _overlapping(account: Account, since: date, until: date | None) -> QuerySet[Appointment]:
    held = Appointment.objects.filter(account=account).filter(Q(until__isnull=True) | Q(until__gt=since))
    return held if until is None else held.filter(since__lt=until)

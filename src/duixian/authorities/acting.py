"""Act for an authority: inside the block the database shows its rows and no others.

Outside of it the connection is the owner's, for jobs and for the system itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from duixian.authorities.duties import OFFICERS, Role
from duixian.authorities.models import Account, Authority
from duixian.authorities.operations import AUDITOR, OFFICER, SETTING
from duixian.authorities.roles import held


@contextmanager
def acting_for(who: Account | Authority | Iterable[Authority]) -> Iterator[None]:
    """One transaction as an officer of these authorities, or of those the account is appointed to today.

    An auditor sees the rows of his authority and of its districts, and can change none. Whoever holds no office
    sees nothing. Blocks may stand in each other; the inner one decides, and ends with its block.
    """
    role, authorities = _standing(who)
    with transaction.atomic():
        before = _present()
        _become(role, ",".join(str(number) for number in sorted(authorities)))
        yield
        # After an error the rollback takes both settings back, so only success needs this.
        _become(*before)


def _standing(who: Account | Authority | Iterable[Authority]) -> tuple[str, set[int]]:
    if isinstance(who, Account):
        return _standing_of(who)
    return OFFICER, {authority.pk for authority in ([who] if isinstance(who, Authority) else who)}


def _standing_of(account: Account) -> tuple[str, set[int]]:
    offices = [(Role(one.role), one.authority_id) for one in held(account) if Role(one.role) in OFFICERS]
    if account.is_active and offices and all(role is Role.AUDITOR for role, _ in offices):
        return AUDITOR, _with_districts({number for _, number in offices})
    return OFFICER, {number for _, number in offices} if account.is_active else set()


def _with_districts(numbers: set[int]) -> set[int]:
    found = numbers
    while below := set(Authority.objects.filter(parent__in=found).values_list("pk", flat=True)) - numbers:
        numbers, found = numbers | below, below
    return numbers


def _present() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), coalesce(current_setting(%s, true), '')", [SETTING])
        role, authorities = cursor.fetchone()
        return str(role), str(authorities)


def _become(role: str, authorities: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config(%s, %s, true)", [role, SETTING, authorities]
        )

"""Which roles an account holds today, and the demand for one."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Appointment, Authority


def held(account: Account) -> QuerySet[Appointment]:
    """The appointments of today."""
    day = clock.today()
    live = Q(until__isnull=True) | Q(until__gt=day)
    return Appointment.objects.filter(live, account=account, since__lte=day)


def holds(account: Account, authority: Authority, *roles: Role) -> bool:
    """Whether the account holds one of the roles at the authority today."""
    return account.is_active and held(account).filter(authority=authority, role__in=roles).exists()


def require(account: Account, authority: Authority, *roles: Role) -> None:
    """Raises RoleRefused unless the account holds one of the roles at the authority today."""
    if not holds(account, authority, *roles):
        raise RoleRefused(account, authority, roles)

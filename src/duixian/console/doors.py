"""Who may come in: an officer, with one of the roles that a page asks for, at one authority at a time.

Every view of the console stands behind ``office``. Inside it the connection is the officer's (``acting_for``): what a
forgotten filter would show, the database does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from duixian.authorities import roles
from duixian.authorities.acting import acting_for
from duixian.authorities.duties import OFFICERS, Role
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import Account, Authority
from duixian.values.bilingual import DuixianError, Text

READERS = tuple(role for role in Role if role in OFFICERS - {Role.ADMIN, Role.POLICY_AUTHOR})
"""Officers who read cases and registers."""
CHOSEN = "console_authority"
"""Where a session keeps the authority somebody works for, of several."""

View = Callable[..., HttpResponseBase]


class OfficeRefused(DuixianError):
    """The account works for no authority (``no-office``)."""

    status = 403


@dataclass(frozen=True, slots=True)
class Office:
    """Somebody at work: the account, the authority chosen, what he may do there, and where else he works. ``home``: the
    authority he is appointed at, where he reads the rows of one below it."""

    account: Account
    authority: Authority
    roles: frozenset[Role]
    choices: tuple[Authority, ...]
    home: Authority

    def holds(self, *wanted: Role) -> bool:
        """Whether one of the roles is held at the authority chosen."""
        return not self.roles.isdisjoint(wanted)


class OfficeRequest(HttpRequest):
    """A request that came through ``office``."""

    office: Office
    user: Account


def office(*wanted: Role) -> Callable[[View], View]:
    """A view for officers who hold one of the roles (any of an officer's where none is named).

    Who has not signed in is sent to do so. Raises OfficeRefused, RoleRefused.
    """
    demanded = frozenset(wanted) or OFFICERS

    def guarded(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            account = request.user
            found = office_of(account, request.session.get(CHOSEN))
            if not found.holds(*demanded):
                raise RoleRefused(account, found.authority, sorted(demanded))
            cast(OfficeRequest, request).office = found
            with acting_for(account):
                return view(request, *args, **named)

        entered.roles = demanded  # type: ignore[attr-defined]
        return entered

    return guarded


def office_of(account: Account, chosen: int | None = None) -> Office:
    """Where somebody works: the authority chosen if he works there, else the first. Raises OfficeRefused."""
    held = roles.held(account).filter(role__in=OFFICERS).select_related("authority")
    by_authority: dict[int, set[Role]] = {}
    authorities: dict[int, Authority] = {}
    homes: dict[int, Authority] = {}
    for one in held.order_by("authority__code"):
        authorities[one.authority_id] = homes[one.authority_id] = one.authority
        by_authority.setdefault(one.authority_id, set()).add(Role(one.role))
    if Role.AUDITOR in set().union(*by_authority.values()):
        _districts_too(authorities, by_authority, homes)
    if not authorities or not account.is_active:
        raise _no_office(account)
    number = chosen if chosen in authorities else next(iter(authorities))
    choices = tuple(authorities.values())
    return Office(account, authorities[number], frozenset(by_authority[number]), choices, homes[number])


def _districts_too(
    authorities: dict[int, Authority], by_authority: dict[int, set[Role]], homes: dict[int, Authority]
) -> None:
    """An auditor of a city reads its districts' rows as well."""
    for district in Authority.objects.filter(parent__in=list(authorities)).exclude(pk__in=list(authorities)):
        if Role.AUDITOR in by_authority.get(district.parent_id or 0, ()):
            authorities[district.pk] = district
            by_authority[district.pk] = {Role.AUDITOR}
            homes[district.pk] = authorities[district.parent_id or 0]


def _no_office(account: Account) -> OfficeRefused:
    return OfficeRefused(
        "no-office",
        Text(
            f"{account}不是任何部门的工作人员，工作台只对经办人员开放。",
            f"{account} works for no office; these pages are for officers.",
        ),
        account.username,
        Text(
            "办理自己的事项请到“我的”；需要办理权限的，请系统管理员任命。",
            "For your own matters go to 'My matters'; an administrator appoints officers.",
        ),
    )

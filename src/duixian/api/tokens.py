"""Tokens: made once and shown once, known afterwards by their digest alone."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection

from duixian.api.errors import RateExceeded, scope_refused, token_refused
from duixian.api.models import ApiToken
from duixian.api.scopes import SAID, Scope
from duixian.authorities import clock
from duixian.authorities.duties import OFFICERS, Role
from duixian.authorities.models import Account, Authority
from duixian.authorities.roles import holds, require
from duixian.values.bilingual import Text

PREFIX = "dx_"
_SECRET_BYTES = 32
_SHOWN = 9
USUAL_DAYS = 90
CLAIMANTS_SCOPES = frozenset({Scope.CHECK, Scope.CLAIMS_READ, Scope.CLAIMS_WRITE})
"""What a program of an employer, an institution or a person may be given."""
_MINUTE = 60
_COUNT = """
UPDATE api_apitoken SET calls = CASE WHEN minute = %s THEN calls + 1 ELSE 1 END, minute = %s, used_at = %s
WHERE id = %s RETURNING calls
"""


def issue(
    authority: Authority,
    account: Account,
    name: str,
    scopes: Iterable[Scope],
    *,
    days: int = USUAL_DAYS,
) -> tuple[ApiToken, str]:
    """A new token and its text, which is told this once. It lasts `days` days.

    Raises RoleRefused unless the account holds a role at the authority, and ScopeRefused where a claimant's account
    would see more than what it filed.
    """
    require(account, authority, *Role)
    wanted = {Scope(scope) for scope in scopes}
    if not holds(account, authority, *OFFICERS):
        _only_claimants(wanted)
    text = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    token = ApiToken.objects.create(
        authority=authority,
        account=account,
        name=name,
        digest=_digest(text),
        beginning=text[:_SHOWN],
        scopes=sorted(scope.value for scope in wanted),
        expires_at=clock.now() + timedelta(days=days),
    )
    return token, text


def revoke(token: ApiToken) -> None:
    """From now on the token counts no more; a second time changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=clock.now())


def known(text: str) -> ApiToken:
    """The live token of a text.

    Raises TokenRefused: token-unknown, token-revoked, token-expired, in this order; RoleRefused when its account
    holds no role any more; RateExceeded when it was used too often this minute.
    """
    found = ApiToken.objects.select_related("authority", "account").filter(digest=_digest(text)).first()
    if found is None:
        raise token_refused("token-unknown", Text("没有这个令牌。", "There is no such token."))
    if found.revoked_at is not None:
        raise token_refused("token-revoked", Text("这个令牌已经作废。", "This token was revoked."))
    now = clock.now()
    if found.expires_at <= now:
        raise token_refused("token-expired", Text("这个令牌已经过期。", "This token has expired."))
    require(found.account, found.authority, *Role)
    _count(found, now)
    return found


def holds_office(token: ApiToken) -> bool:
    """Whether it acts for the authority itself; else only what its account filed is its to see."""
    return holds(token.account, token.authority, *OFFICERS)


def allowed(token: ApiToken, scope: Scope) -> bool:
    """Whether the token holds a scope today; of somebody who left the office only a claimant's are left."""
    return scope in token.scopes and (scope in CLAIMANTS_SCOPES or holds_office(token))


def _only_claimants(wanted: set[Scope]) -> None:
    scope = min(wanted - CLAIMANTS_SCOPES, default=None)
    if scope is not None:
        raise scope_refused(SAID[scope], scope.value)


def _count(token: ApiToken, now: datetime) -> None:
    """One call more this minute, counted in one statement, so that several servers count together."""
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [minute, minute, now, token.pk])
        (calls,) = cursor.fetchone()
    if calls > token.per_minute:
        raise RateExceeded(token.per_minute, max(1, _MINUTE - now.second))


def _digest(text: str) -> str:
    """Of 256 random bits: a slow hash would add nothing."""
    return hashlib.sha256(text.encode()).hexdigest()

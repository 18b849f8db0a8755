"""Who may pass: the bearer of a live token that holds the scope of the route."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer

from duixian.api import tokens
from duixian.api.errors import scope_refused
from duixian.api.models import ApiToken
from duixian.api.scopes import SAID, Scope


class Call(HttpRequest):
    """A request that passed the guard."""

    auth: ApiToken


class Guard(HttpBearer):
    """Asks for a token with one scope."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """The token. Raises TokenRefused or ScopeRefused."""
        found = tokens.known(token)
        if not tokens.allowed(found, self.scope):
            raise scope_refused(SAID[self.scope], self.scope.value)
        return found


def may_see_personal(call: Call) -> bool:
    """Whether the masks are lifted for this token."""
    return tokens.allowed(call.auth, Scope.PERSONAL)

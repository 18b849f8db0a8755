"""The province's identity: a claim holds the identity number, and its index says which account is meant.

The number itself is never stored: it becomes an index before allauth keeps anything of what the province said.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from duixian.authorities import sealing
from duixian.authorities.models import Account
from duixian.registry.store.kinds import ID_NUMBER
from duixian.values.id_number import IdNumberError, parse_id_number

_INDEX = "person_index"
_FORBIDDEN = 403


class Province(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Somebody who comes with the province's identity is the person of that number, whatever the account is called."""

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: Mapping[str, Any]
    ) -> Account:
        """Called before anything is stored: what the province said is reduced to the index and the name."""
        said = _claims(sociallogin.account.extra_data)
        index, name = _index(said), str(data.get("name") or said.get("name") or "")
        sociallogin.account.extra_data = {_INDEX: index, "name": name}
        sociallogin.email_addresses = []
        account: Account = sociallogin.user
        account.username = f"p-{secrets.token_hex(5)}"
        account.name, account.phone = name[:100], str(said.get("phone_number") or "")[:20]
        account.person_index = index
        return account

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refused without a number; tied to the account of the person where there is one."""
        index = sociallogin.account.extra_data[_INDEX]
        if index is None:
            raise _refused(request, "number")
        held = Account.objects.filter(person_index=index).first()
        if sociallogin.is_existing:
            if held is None or held.pk != sociallogin.user.pk:
                raise _refused(request, "other")
        elif held is not None:
            sociallogin.connect(request, held)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """The province vouches for the person."""
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nothing more is asked."""
        return True


def _claims(extra: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the province said, the user information over the token."""
    return {**(extra.get("id_token") or {}), **(extra.get("userinfo") or {})}


def _index(said: Mapping[str, Any]) -> str | None:
    number = said.get(settings.DUIXIAN_OIDC_CLAIM)
    if not isinstance(number, str):
        return None
    try:
        return sealing.index(ID_NUMBER, parse_id_number(number.strip().upper()).text)
    except IdNumberError:
        return None


def _refused(request: HttpRequest, why: str) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(render(request, "signin/not_known.html", {"why": why}, status=_FORBIDDEN))

"""The second factor: what allauth asks of this house, and the officers who may not work without one."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duixian.authorities import sealing
from duixian.authorities.models import Account
from duixian.signin.landing import is_officer

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are no second factor: they only stand in for one."""


def lacks(account: Account) -> bool:
    """Whether the account works for an authority, has to have a second factor and has none."""
    return settings.DUIXIAN_SECOND_FACTOR and is_officer(account) and not is_mfa_enabled(account, FACTORS)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed; names are our own words; an officer keeps the last factor where one is demanded."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不正确。请看最新的一组数字，并核对手机时间。"),
        "cannot_delete_authenticator": _("工作账户必须保留一种二次验证方式。请先添加另一种。"),
    }

    def encrypt(self, text: str) -> str:
        """Sealed, as text."""
        return base64.b64encode(sealing.seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Back again."""
        return sealing.unseal(base64.b64decode(encrypted_text))

    def get_totp_label(self, user: Account) -> str:
        """As the app on the phone shows it."""
        return user.username

    def get_totp_issuer(self) -> str:
        """Likewise."""
        return gettext("兑现")

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002
        """What a new passkey is called unless its owner knows better."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("通行密钥 %(number)d") % {"number": held + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as a passkey knows it."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": gettext("兑现")}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of an officer."""
        if not settings.DUIXIAN_SECOND_FACTOR or not is_officer(authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())


class SecondFactorMiddleware:
    """Leads an officer without a second factor to where one is set up, instead of to the desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Before any page of the console."""
        match, account = request.resolver_match, request.user
        if match is None or match.app_name != "console" or not isinstance(account, Account):
            return None
        return redirect("signin:factor_needed") if lacks(account) else None

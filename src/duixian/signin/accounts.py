"""Accounts as allauth sees them: none arises at the door by itself; where each goes once it is in."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from duixian.authorities.models import Account
from duixian.signin.landing import home_of


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """An account comes from the province's identity or by an invitation, never by filling in a form."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或密码不正确。请检查大小写；忘记密码的可以重新设置。"),
        "incorrect_password": _("密码不正确。"),
        "enter_current_password": _("当前密码不正确。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """By role."""
        assert isinstance(request.user, Account)
        return home_of(request.user)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """The first time too."""
        return self.get_login_redirect_url(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of somebody who came in these minutes: the password was just asked for."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _just_came(context.request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """What the page shows by itself needs no message on the next one; errors do."""
        if "message" in kwargs:
            super().add_message(*args, **kwargs)


def _just_came(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT

"""The addresses of allauth, under the names that it looks them up by."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

_to_account = RedirectView.as_view(pattern_name="signin:account")

urlpatterns: list[URLPattern | URLResolver] = [
    # What allauth spreads over several pages stands on the account's own.
    path("2fa/", _to_account, name="mfa_index"),
    path("2fa/webauthn/", _to_account, name="mfa_list_webauthn"),
    path("3rdparty/", _to_account, name="socialaccount_connections"),
    path("", include("allauth.urls")),
]

"""The addresses of the service."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("duixian.api.urls")),
    path("accounts/", include("duixian.signin.urls")),
    path("accounts/", include("duixian.signin.entrance")),
    path("design/", include("duixian.design.urls")),
    path("my/", include("duixian.portal.urls")),
    path("office/", include("duixian.console.urls")),
    # Browsers ask for it beside whatever names no icon itself: a file that is shown.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}design/seal.svg")),
    path("", include("duixian.public.urls")),
]

handler400 = "duixian.design.failures.unreadable"
handler403 = "duixian.design.failures.forbidden"
handler404 = "duixian.design.failures.not_found"
handler500 = "duixian.design.failures.broken"

"""The addresses of this face, below the prefix that the site gives them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("duixian.public.home.urls")),
    path("policies/", include("duixian.public.policies.urls")),
    path("calculator/", include("duixian.public.calculator.urls")),
    path("notices/", include("duixian.public.notices.urls")),
    path("calls/", include("duixian.public.calls.urls")),
    path("progress/", include("duixian.public.progress.urls")),
    path("statistics/", include("duixian.public.statistics.urls")),
    path("", include("duixian.public.about.urls")),
]

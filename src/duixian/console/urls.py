"""The addresses of this face, below the prefix that the site gives them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "console"
urlpatterns: list[URLPattern | URLResolver] = [
    path("finance/", include("duixian.console.finance.urls")),
    path("publicity/", include("duixian.console.publicity.urls")),
    path("selection/", include("duixian.console.selection.urls")),
    path("audit/", include("duixian.console.audit.urls")),
    path("insight/", include("duixian.console.insight.urls")),
    path("policies/", include("duixian.console.policies.urls")),
]

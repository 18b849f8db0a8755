"""The addresses of this face, below the prefix that the site gives them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "console"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("duixian.console.worklist.urls")),
    path("", include("duixian.console.cases.urls")),
    path("", include("duixian.console.batches.urls")),
    path("", include("duixian.console.listings.urls")),
    path("", include("duixian.console.runs.urls")),
    path("", include("duixian.console.differences.urls")),
    path("", include("duixian.console.reasons.urls")),
    path("", include("duixian.console.corrections.urls")),
    path("", include("duixian.console.registers.urls")),
    path("", include("duixian.console.merging.urls")),
    path("", include("duixian.console.intake.urls")),
    path("", include("duixian.console.staff.urls")),
    path("", include("duixian.console.errands.urls")),
    path("finance/", include("duixian.console.finance.urls")),
    path("publicity/", include("duixian.console.publicity.urls")),
    path("selection/", include("duixian.console.selection.urls")),
    path("services/", include("duixian.console.services.urls")),
    path("audit/", include("duixian.console.audit.urls")),
    path("insight/", include("duixian.console.insight.urls")),
    path("policies/", include("duixian.console.policies.urls")),
]

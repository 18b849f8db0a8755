"""The addresses of this face, below the prefix that the site gives them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from duixian.portal import entering

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("unit/", include("duixian.portal.units.urls")),
    path("subject/", entering.choose, name="subject"),
]

"""The addresses of the service."""

from __future__ import annotations

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from duixian.site.status import status

urlpatterns: list[URLPattern | URLResolver] = [path("", status)]
if apps.is_installed("duixian.api"):
    urlpatterns.append(path("api/v1/", include("duixian.api.urls")))

"""The addresses of the service."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duixian.site.status import status

urlpatterns: list[URLPattern | URLResolver] = [path("", status)]

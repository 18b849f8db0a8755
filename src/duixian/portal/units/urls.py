"""The addresses of employers and institutions, below ``/my/unit/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "unit"
urlpatterns: list[URLPattern | URLResolver] = []

"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "finance"
urlpatterns: list[URLPattern | URLResolver] = []

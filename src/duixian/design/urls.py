"""The addresses of the components page and of the modes."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duixian.design import modes, views

app_name = "design"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.components, name="components"),
    path("modes/", modes.choose, name="modes"),
]

"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duixian.console.insight import views

app_name = "insight"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.targets, name="home"),
    path("count/", views.count, name="count"),
    path("money/", views.spent, name="money"),
    path("time/", views.time, name="time"),
    path("refusals/", views.refusals, name="refusals"),
]

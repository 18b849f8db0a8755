"""The addresses of imports."""

from __future__ import annotations

from django.urls import path

from duixian.console.intake import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<str:name>/", views.upload, name="import"),
    path("imports/<str:name>/take-in/", views.take_in, name="import-take-in"),
    path("imports/<str:name>/rejects/", views.rejects, name="import-rejects"),
]

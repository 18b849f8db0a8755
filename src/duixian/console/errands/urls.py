"""The addresses of this area; its names are the console's own."""

from __future__ import annotations

from django.urls import path

from duixian.console.errands import views

urlpatterns = [path("errands/<str:name>/", views.errand, name="errand")]

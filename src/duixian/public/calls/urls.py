"""The addresses of calls."""

from __future__ import annotations

from django.urls import path

from duixian.public.calls import views

urlpatterns = [
    path("", views.listing, name="calls"),
    path("<slug:office>/<slug:number>/", views.page, name="call"),
]

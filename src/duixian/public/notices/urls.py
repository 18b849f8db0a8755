"""The addresses of public notices."""

from __future__ import annotations

from django.urls import path

from duixian.public.notices import objecting, views

_LIST = "<slug:office>/<slug:number>/"

urlpatterns = [
    path("", views.listing, name="notices"),
    path("objections/<str:receipt>/", objecting.receipt, name="objection"),
    path(_LIST, views.page, name="notice"),
    path(f"{_LIST}<int:position>/object/", objecting.object_to_line, name="object"),
]

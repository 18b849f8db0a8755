"""The addresses of policies: the page in force, its versions, two of them side by side, and a guide for each measure."""

from __future__ import annotations

from django.urls import path

from duixian.public.policies import comparing, guides, views

_POLICY = "<slug:office>/<slug:name>/"

urlpatterns = [
    path("", views.listing, name="policies"),
    path(_POLICY, views.page, name="policy"),
    path(f"{_POLICY}versions/", views.versions, name="versions"),
    path(f"{_POLICY}versions/<slug:version>/", views.page, name="version"),
    path(f"{_POLICY}compare/", comparing.compare, name="compare"),
    path(f"{_POLICY}guides/", guides.index, name="guides"),
    path(f"{_POLICY}guides/<str:measure>/", guides.guide, name="guide"),
]

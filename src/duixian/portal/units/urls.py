"""The addresses of employers and institutions, below ``/my/unit/``; their names stand in the portal's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duixian.portal.units import cases, colleagues, due, home, lists, people

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="unit-home"),
    path("people/", people.people, name="unit-people"),
    path("people/<str:key>/", people.one, name="unit-person"),
    path("due/", due.due, name="unit-due"),
    path("due/<int:version>/<str:measure>/", due.measure, name="unit-due-measure"),
    path("due/decision/<int:number>/", due.decision, name="unit-decision"),
    path("lists/", lists.lists, name="unit-rosters"),
    path("lists/sheet/<int:version>/<str:measure>/", lists.sheet, name="unit-sheet"),
    path("lists/<int:pk>/", lists.one, name="unit-roster"),
    path("lists/<int:pk>/submit/", lists.submit, name="unit-roster-submit"),
    path("lists/<int:pk>/rejects/", lists.rejects, name="unit-roster-rejects"),
    path("cases/", cases.cases, name="unit-cases"),
    path("colleagues/", colleagues.colleagues, name="unit-colleagues"),
    path("colleagues/<int:pk>/end/", colleagues.end, name="unit-colleague-end"),
]

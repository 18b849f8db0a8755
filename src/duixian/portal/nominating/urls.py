"""The addresses of nominations, below ``/my/nominations/``; their names stand in the portal's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duixian.portal.nominating import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.listed, name="nominations"),
    path("<int:pk>/", views.nomination, name="nomination"),
    path("<int:pk>/keep/", views.keep, name="nomination-keep"),
    path("<int:pk>/files/", views.bring, name="nomination-bring"),
    path("<int:pk>/files/<int:file>/", views.take_back, name="nomination-take-back"),
    path("<int:pk>/withdraw/", views.withdraw, name="nomination-withdraw"),
    path("<int:pk>/discard/", views.discard, name="nomination-discard"),
    path("for/<slug:office>/<slug:number>/", views.begin, name="nominate"),
]

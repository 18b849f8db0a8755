"""The addresses of cases."""

from __future__ import annotations

from django.urls import path

from duixian.console.cases import acting, listed, views

urlpatterns = [
    path("appeals/", listed.appeals, name="appeals"),
    path("cases/<str:number>/", views.case, name="case"),
    path("cases/<str:number>/evidence/<int:pk>", views.evidence, name="evidence"),
    path("cases/<str:number>/papers/<slug:kind>.pdf", views.paper, name="case-paper"),
    path("cases/<str:number>/payees/<int:pk>/reveal/", views.reveal, name="reveal"),
    path("cases/<str:number>/flags/<int:pk>/", acting.settle_flag, name="settle-flag"),
    path("cases/<str:number>/<slug:name>/", acting.act, name="act"),
]

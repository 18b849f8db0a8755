"""The addresses of the merge desk."""

from __future__ import annotations

from django.urls import path

from duixian.console.merging import views

urlpatterns = [
    path("merging/", views.desk, name="merging"),
    path("merging/look/", views.look, name="merging-look"),
    path("merging/<int:one>/<int:other>/", views.pair, name="merging-pair"),
    path("merging/<int:one>/<int:other>/settle/", views.settle, name="merging-settle"),
    path("merging/<int:pk>/undo/", views.undo, name="merging-undo"),
]

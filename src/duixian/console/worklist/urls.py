"""The addresses of the work list."""

from __future__ import annotations

from django.urls import path

from duixian.console.worklist import views

urlpatterns = [
    path("", views.home, name="home"),
    path("authority/", views.choose_authority, name="choose-authority"),
]

"""The addresses of differences."""

from __future__ import annotations

from django.urls import path

from duixian.console.differences import views

urlpatterns = [
    path("differences/", views.differences, name="differences"),
    path("differences/again/", views.again, name="differences-again"),
    path("differences/answer/", views.answer, name="differences-answer"),
]

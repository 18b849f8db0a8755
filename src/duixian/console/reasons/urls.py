"""The addresses of the reasons library."""

from __future__ import annotations

from django.urls import path

from duixian.console.reasons import views

urlpatterns = [
    path("reasons/", views.library, name="reasons"),
    path("reasons/keep/", views.keep, name="reason-keep"),
    path("reasons/<int:pk>/retire/", views.retire, name="reason-retire"),
]

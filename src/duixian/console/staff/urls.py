"""The addresses of the staff page."""

from __future__ import annotations

from django.urls import path

from duixian.console.staff import views

urlpatterns = [
    path("staff/", views.staff, name="staff"),
    path("staff/engage/", views.engage, name="staff-engage"),
    path("staff/<int:pk>/end/", views.end, name="staff-end"),
]

"""The address of the look-up."""

from __future__ import annotations

from django.urls import path

from duixian.public.progress import views

urlpatterns = [path("", views.look_up, name="progress")]

"""The address of the figures."""

from __future__ import annotations

from django.urls import path

from duixian.public.statistics import views

urlpatterns = [path("", views.statistics, name="statistics")]

"""The addresses of the calculator: one page, whose answers stand in its address."""

from __future__ import annotations

from django.urls import path

from duixian.public.calculator import views

urlpatterns = [path("", views.calculator, name="calculator")]

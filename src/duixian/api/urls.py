"""The addresses of the program face, below the prefix that the site gives it."""

from __future__ import annotations

from django.urls import path

from duixian.api.service import api

urlpatterns = [path("", api.urls)]

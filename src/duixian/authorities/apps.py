"""Django's name for this package."""

from __future__ import annotations

from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    name = "duixian.authorities"
    label = "authorities"

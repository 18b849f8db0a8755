"""The Django app of this package."""

from __future__ import annotations

from django.apps import AppConfig


class SigninConfig(AppConfig):
    """Accounts at the door."""

    name = "duixian.signin"
    label = "signin"
    default_auto_field = "django.db.models.BigAutoField"

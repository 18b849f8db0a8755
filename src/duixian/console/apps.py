"""The Django app of this package."""

from __future__ import annotations

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The pages of an office."""

    name = "duixian.console"
    label = "console"
    default_auto_field = "django.db.models.BigAutoField"

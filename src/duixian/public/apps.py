"""The Django app of this package."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The public pages."""

    name = "duixian.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"

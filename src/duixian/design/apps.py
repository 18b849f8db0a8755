"""The Django app of this package."""

from __future__ import annotations

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Templates and static files that all faces share."""

    name = "duixian.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"

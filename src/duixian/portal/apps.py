"""The Django app of this package."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The pages of persons, employers and institutions."""

    name = "duixian.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

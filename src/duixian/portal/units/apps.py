"""The Django app of this package."""

from __future__ import annotations

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The pages of employers and institutions."""

    name = "duixian.portal.units"
    label = "units"
    default_auto_field = "django.db.models.BigAutoField"

"""Django's name for this package."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "duixian.site"
    label = "site"

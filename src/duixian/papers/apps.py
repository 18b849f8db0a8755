"""The Django app of this package."""

from __future__ import annotations

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Decision, refusal, correction notice, publicity list, certificate, receipt."""

    name = "duixian.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

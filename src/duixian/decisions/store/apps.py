"""Django's name for this package."""

from __future__ import annotations

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Policy versions, runs, decisions, entitlements."""

    name = "duixian.decisions.store"
    label = "decisions"
    verbose_name = "决定"

"""The Django app of the ledger."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """App label ``ledger``."""

    name = "duixian.ledger"
    label = "ledger"
    verbose_name = _("账务")
    default_auto_field = "django.db.models.BigAutoField"

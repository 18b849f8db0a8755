"""The Django application of publicity and messages."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "duixian.notices"
    label = "notices"
    verbose_name = _("公示与通知")
    default_auto_field = "django.db.models.BigAutoField"

"""Django's name for this package."""

from __future__ import annotations

from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    name = "duixian.connectors"
    label = "connectors"

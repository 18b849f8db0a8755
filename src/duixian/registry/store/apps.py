"""Django's name for this package."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "duixian.registry.store"
    label = "registry"

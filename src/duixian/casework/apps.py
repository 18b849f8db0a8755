"""The Django app; its models lie in three places, for rounds of selection and screens have their own."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Casework with its sub-packages."""

    name = "duixian.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Also those of the sub-packages, which point to cases and therefore cannot be imported by ``models``."""
        super().import_models()
        for part in ("screens", "selection"):
            if find_spec(f"{self.name}.{part}") and find_spec(f"{self.name}.{part}.models"):
                import_module(f"{self.name}.{part}.models")

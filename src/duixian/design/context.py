"""What every page knows: its modes and its ways."""

from __future__ import annotations

from django.http import HttpRequest

from duixian.design.modes import Modes, modes_of
from duixian.design.navigation import Ways


def page(request: HttpRequest) -> dict[str, Modes | Ways]:
    """``modes`` and ``navigation`` for the templates."""
    return {"modes": modes_of(request), "navigation": Ways(request)}

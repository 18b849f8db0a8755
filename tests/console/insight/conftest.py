"""The figures of an office in which one grant was paid and one claim refused."""

from __future__ import annotations

from tests.console.cases.conftest import enter, monday, office

__all__ = ["enter", "monday", "office"]

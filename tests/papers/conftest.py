"""The office of casework's tests, whose cases become papers."""

from __future__ import annotations

from tests.casework.conftest import monday, office

__all__ = ["monday", "office"]

from __future__ import annotations

from tests.console.cases.conftest import enter, monday, office

__all__ = ["enter", "monday", "office"]

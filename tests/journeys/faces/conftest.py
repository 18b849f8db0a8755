from __future__ import annotations

from tests.browser import axe, chromium, picture, service, visit

__all__ = ["axe", "chromium", "picture", "service", "visit"]

from __future__ import annotations

from tests.console.cases.conftest import enter, monday, office
from tests.console.policies.drafts import author, draft

__all__ = ["author", "draft", "enter", "monday", "office"]

"""The language of a run is chosen in the environment; no test leaves it behind."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def own_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No language but the one a test asks for."""
    before = os.environ.get("LANGUAGE")
    for name in ("DUIXIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    if before is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = before

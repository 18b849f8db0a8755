"""The accounts of a demo: shown at its door, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from duixian.authorities.duties import CLAIMANTS, Role
from duixian.values.bilingual import Text

FILE = "demo-accounts.json"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account; ``see``: what there is to see when one is in. ``key``: what tests and links call it."""

    username: str
    name: str
    role: str
    password: str
    see: Text
    key: str = ""

    @property
    def role_name(self) -> str:
        """In the page's language."""
        return str(Role(self.role).label)

    @property
    def claimant(self) -> bool:
        """Whether it stands on the other side of the counter."""
        return Role(self.role) in CLAIMANTS


def demo_accounts() -> Sequence[DemoAccount]:
    """All accounts of a demo; none where this is no demo."""
    file = Path(settings.DUIXIAN_DATA) / FILE
    if not settings.DUIXIAN_DEMO or not file.is_file():
        return ()
    return _read(str(file), file.stat().st_mtime_ns)


def demo_account(username: str) -> DemoAccount | None:
    """One of them."""
    return next((one for one in demo_accounts() if one.username == username), None)


@lru_cache(maxsize=2)
def _read(file: str, _changed_at: int) -> tuple[DemoAccount, ...]:
    said = json.loads(Path(file).read_text("utf-8"))
    return tuple(
        DemoAccount(
            one["username"],
            one["name"],
            one["role"],
            one["password"],
            Text(one["see"]["zh"], one["see"]["en"]),
            one.get("key", ""),
        )
        for one in said
    )

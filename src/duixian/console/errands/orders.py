"""An errand as a file below the data folder: what was ordered by whom, how it is, and where its result stands."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from duixian.authorities import clock
from duixian.console.doors import Office

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
_OLDEST = 50
"""Errands that are looked through for those still in hand."""


@dataclass(slots=True)
class Errand:
    """``said``: what the verb needs; ``place``: the address of its result; ``error``: why not, in both languages."""

    name: str
    kind: str
    authority: int
    account: int
    at: str
    said: dict[str, Any] = field(default_factory=dict)
    state: str = WAITING
    place: str = ""
    error: dict[str, str] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        """Whether a job has it in hand."""
        return self.state in (WAITING, WORKING)


def order(office: Office, kind: str, said: Mapping[str, Any]) -> Errand:
    """Write an errand down; whoever calls defers the job that carries it out."""
    now = clock.now().isoformat()
    errand = Errand(secrets.token_hex(8), kind, office.authority.pk, office.account.pk, now, dict(said))
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    save(errand)
    return errand


def find(name: str, authority: int) -> Errand | None:
    """An errand of an authority."""
    path = _folder() / f"{name}.json"
    if not name.isalnum() or not path.is_file():
        return None
    found = read(name)
    return found if found.authority == authority else None


def read(name: str) -> Errand:
    """An errand by its name."""
    return Errand(**json.loads((_folder() / f"{name}.json").read_text("utf-8")))


def save(errand: Errand) -> None:
    """Write down how it is."""
    path = _folder() / f"{errand.name}.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(errand), ensure_ascii=False), "utf-8")
    fresh.replace(path)


def in_hand(authority: int) -> list[Errand]:
    """Those of an authority that are not done, the latest first."""
    latest = sorted(_folder().glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)[:_OLDEST]
    found = [read(path.stem) for path in latest]
    return [one for one in found if one.authority == authority and one.busy]


def _folder() -> Path:
    return Path(settings.DUIXIAN_DATA) / "errands"

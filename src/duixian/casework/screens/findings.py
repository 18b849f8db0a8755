"""What a screen found about a case, before it is written down."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One fact that gave a finding; ``key`` as the registry keeps it."""

    table: str
    key: str
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about a case (its primary key). ``unknown``: the facts do not suffice to say."""

    case: int
    screen: str
    facts: tuple[Evidence, ...]
    unknown: bool = False

    def as_json(self) -> list[dict[str, str]]:
        """The facts as the row keeps them, in a fixed order."""
        return [asdict(fact) for fact in sorted(self.facts)]

    @property
    def digest(self) -> str:
        """SHA-256 of screen and facts: the same finding has the same."""
        said = json.dumps([self.screen, self.unknown, self.as_json()], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()

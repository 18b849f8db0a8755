"""What an entry says, as the bytes that its hash covers. The verifier builds them anew from the rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256


@dataclass(frozen=True)
class Content:
    """Everything of an entry but its hash; postings are (kind, source, debit fen, credit fen)."""

    authority: str
    number: int
    year: int
    item: str
    verb: str
    fen: int
    reference: str
    order: str
    actor: str
    at: str
    postings: tuple[tuple[str, int, int, int], ...]
    previous: str

    def sha256(self) -> str:
        """The hash, 64 hexadecimal digits."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A moment as it is hashed: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def in_order(postings: Iterable[tuple[str, int, int, int]]) -> tuple[tuple[str, int, int, int], ...]:
    """Postings in the order in which they are hashed."""
    return tuple(sorted(postings))

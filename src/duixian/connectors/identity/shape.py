"""What an identity service is asked and answers. No implementation ships: the sites' own systems differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Match(StrEnum):
    """What the service says; ``UNKNOWN`` when it cannot say, which is never a match."""

    MATCH = "match"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who somebody says they are; ``token``: what their login at a province's portal gave them, if any."""

    name: str
    id_number: str = field(repr=False)
    token: str = field(default="", repr=False)


class Identity(Protocol):
    """An identity service."""

    def verify(self, claimed: Claimed) -> Match:
        """Whether name and number belong together. Raises LineUnavailable; never guesses."""

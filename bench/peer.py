"""What a competitor must offer to be measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol


class Peer(Protocol):
    """One competitor. ``prepare`` reads the data into the peer's own form and is not timed; ``run`` is.

    ``AMOUNTS_ONLY``: whether the result lacks the reasons. ``LIMIT``: persons it is asked for at most (0: all of
    them), because it would not end in time otherwise. ``PACKAGES``: whose versions belong to the result."""

    NAME: str
    REASONS: str
    LIMIT: int
    PACKAGES: Sequence[str]

    def prepare(self, data: Path, persons: int) -> Any:
        """The first ``persons`` of the data, ready to be computed."""

    def run(self, ready: Any) -> Any:
        """The whole answer, held in memory."""

    def amounts(self, answer: Any) -> Sequence[Any]:
        """The three amounts of every person, whole fen, in the order of the data."""

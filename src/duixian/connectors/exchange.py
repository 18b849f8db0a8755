"""The one way files pass between this office and an outside system, whatever carries them.

``Folders`` (a drop folder that both sides reach) and ``Line`` (the other side's server) are the two that exist. Each
holds incoming files until they are settled, so that a crash between reading and settling loses nothing.
"""

from __future__ import annotations

from typing import Protocol


class Exchange(Protocol):
    """Incoming files to take and outgoing files to leave, by name (no folders in it)."""

    def waiting(self) -> list[str]:
        """Names of incoming files that are whole and not settled, in order of name."""

    def read(self, name: str) -> bytes:
        """The bytes of a waiting file."""

    def accept(self, name: str, note: str = "") -> None:
        """Settle a file as done; ``note`` goes beside it where there is something to say."""

    def reject(self, name: str, reason: str) -> None:
        """Settle a file as refused, with the reason beside it."""

    def attach(self, name: str, content: bytes) -> None:
        """Leave a further file beside the refused ones: rows to correct, say."""

    def send(self, name: str, content: bytes) -> None:
        """Leave a file for the other side; the same name with the same bytes is left once.

        Raises ConnectorError (``outgoing-differs``) when that name stands there with other bytes.
        """

"""Why facts cannot be held in columns; the caller takes the records for them and says so."""

from __future__ import annotations


class NotHeld(Exception):
    """Facts that a column cannot hold as they are: ``what`` they are, and ``where``."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(f"{what}: {where}" if where else what)
        self.what = what
        self.where = where


class BeyondRange(NotHeld):
    """A number that does not fit into 64 bits; nothing was rounded or wrapped."""

"""The ways that this face shows."""

from __future__ import annotations

from duixian.design.navigation import Entry

ENTRIES: tuple[Entry, ...] = ()

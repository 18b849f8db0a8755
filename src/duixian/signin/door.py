"""The ways of whoever is not signed in."""

from __future__ import annotations

from duixian.design.navigation import Entry

ENTRIES: tuple[Entry, ...] = ()

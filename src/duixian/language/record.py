"""One row of a table of facts, as engines hold it."""

from __future__ import annotations

from typing import Any

Key = Any
"""A record's key: text for declared keys, the row's position for tables without one."""


class Record:
    """One row of a table. ``source`` says where it was read (file and sheet), for people."""

    __slots__ = ("key", "source", "table", "values")

    def __init__(self, table: str, key: Key, values: dict[str, Any], source: str = "") -> None:
        self.table = table
        self.key = key
        self.values = values
        self.source = source

    def __repr__(self) -> str:
        return f"Record({self.table} {self.key})"

"""The third truth value, and every value that is not known: it remembers what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Lack(StrEnum):
    """What kind of thing is missing."""

    CELL = "cell"
    TABLE = "table"
    RECORD = "record"
    QUESTION = "question"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """One missing thing. CELL: ``name`` is the column, ``table`` and ``key`` the row. TABLE: a register nobody
    supplied. RECORD: a link to a row that is not there. QUESTION: an open parameter of an interpretation.
    CHOICE: something a clerk or panel has to settle (a tie, shares that do not add up)."""

    kind: Lack
    name: str
    table: str = ""
    key: str = ""


class Unknown:
    """Not known, and why."""

    __slots__ = ("causes",)

    def __init__(self, causes: Iterable[Missing]) -> None:
        self.causes = frozenset(causes)

    def __repr__(self) -> str:
        return f"未知({', '.join(sorted(c.name for c in self.causes))})"

    def __bool__(self) -> bool:
        raise TypeError("an unknown value is neither true nor false")


def merged(values: Iterable[Any]) -> Unknown:
    """One unknown with the causes of all unknown values among these."""
    causes: set[Missing] = set()
    for value in values:
        if value.__class__ is Unknown:
            causes |= value.causes
    return Unknown(causes)

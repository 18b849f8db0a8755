"""What a key is: its word, its meaning, and what may stand under it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """What may stand under a key."""

    TEXT = "text"
    EXPRESSION = "expression"
    EXPRESSIONS = "expressions"
    VALUE = "value"
    CONDITION = "condition"
    CONDITIONS = "conditions"
    FLAG = "flag"
    TEXTS = "texts"
    NAMED_VALUES = "named values"
    NAMED_TEXTS = "named texts"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Words:
    """One of a few words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nested:
    """Another table of keys. ``many``: a list of such; ``named``: name → such; ``short``: what may stand instead."""

    table: str
    many: bool = False
    named: bool = False
    short: Shape | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its word, its meaning in Chinese and English, what may stand under it."""

    name: str
    zh: str
    en: str
    shape: Shape | Words | Nested
    required: bool = False


@dataclass(frozen=True, slots=True)
class KeyTable:
    """The keys of one kind of mapping."""

    name: str
    zh: str
    en: str
    keys: tuple[Key, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The words, in order."""
        return tuple(key.name for key in self.keys)

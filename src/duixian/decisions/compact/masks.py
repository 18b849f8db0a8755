"""Bit masks: a bit for each numbered thing, as many to a column as a 64-bit integer holds without its sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 63


@dataclass(frozen=True, slots=True)
class Mask:
    """``count`` bits. Bit n is bit n % 63 of the column for n // 63: ``name``, then ``name_2``, ``name_3`` …"""

    name: str
    count: int

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        words = -(-self.count // WIDTH)
        return tuple(self.name if word == 0 else f"{self.name}_{word + 1}" for word in range(words))

    def words(self, bits: int) -> tuple[int, ...]:
        """All bits in one integer of any length, as the columns hold them."""
        return tuple(bits >> WIDTH * word & (1 << WIDTH) - 1 for word in range(len(self.columns)))

    def bits(self, row: Mapping[str, Any]) -> int:
        """The bits of a row in one integer."""
        return sum(row[name] << WIDTH * word for word, name in enumerate(self.columns))

"""Cells of a column, brought back to the values that records hold."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.columns.cells import Cells, unpacked
from duixian.language.types import Kind
from duixian.language.vocabulary.schema import Column, Vocabulary


def decoded(cells: Cells, position: int, column: Column, vocabulary: Vocabulary) -> Any:
    """The value at a position; of a link its position in the table it points to."""
    if cells.absent is not None and cells.absent[position]:
        return ABSENT
    if cells.known is not None and not cells.known[position]:
        return None
    kind = column.type.kind
    if kind is Kind.BOOL:
        return bool(cells.values[position])
    held = int(cells.values[position])
    if kind is Kind.DATE:
        return unpacked(held)
    if kind is Kind.CATEGORY:
        return vocabulary.categories[str(column.type.of)].members[held]
    if cells.texts is not None:
        return cells.texts[held]
    return Fraction(held, cells.den) if kind is Kind.NUMBER and cells.ratio else held

"""Two records of one register, cell beside cell."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.console.registers.cells import header_of, linked_names, shown
from duixian.language.vocabulary import Vocabulary
from duixian.registry.store.models import Fact
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Line:
    """One column of both. ``same``: the cells are the very same, hidden ones too."""

    header: Text
    left: str
    right: str
    same: bool


def beside(left: Fact, right: Fact, vocabulary: Vocabulary) -> list[Line]:
    """Every column that one of them fills."""
    names = linked_names(left.authority, [left, right], vocabulary)
    found = []
    for name, column in vocabulary.tables[left.table].columns.items():
        one, other = left.cells.get(name, ""), right.cells.get(name, "")
        if one or other:
            left_text, right_text = (shown(text, column, vocabulary, names) for text in (one, other))
            found.append(Line(header_of(column), left_text, right_text, one == other))
    return found

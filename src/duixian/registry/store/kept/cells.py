"""One cell between a run-time value, a kept text and a register's text.

Kept: no text at all where the value is unknown, otherwise what ``write_cell`` writes. A register has no cell that is
not there, so unknown is written 未知 where an empty cell would mean none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import read_cell, write_cell

Texts = dict[str, str]
"""The cells of a row by column; unknown ones are not there."""


def kept_cell(column: Column, value: Any) -> str | None:
    """The text that is kept of a value, None where it is unknown."""
    return None if value is None else write_cell(column, value)


def unknown_in_register(column: Column) -> str:
    """What a register says where nothing is kept."""
    return write_cell(column, None)


def kept_texts(table: Table, values: Mapping[str, Any]) -> Texts:
    """The texts of a row of run-time values."""
    found = ((column.name, kept_cell(column, values.get(column.name))) for column in table.columns.values())
    return {name: text for name, text in found if text is not None}


def values_of(table: Table, texts: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Any]:
    """The run-time values of kept texts. Raises CellError where the vocabulary has changed meanwhile."""
    return {
        column.name: read_cell(column, texts.get(column.name, unknown_in_register(column)), vocabulary)
        for column in table.columns.values()
    }

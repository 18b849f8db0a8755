"""A form that follows from a register's declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duixian.console.registers.cells import header_of
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import key_column
from duixian.registry.store.kept.layout import identity
from duixian.registry.store.kinds import sealed_kind
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import TOKEN
from duixian.values.bilingual import Text

_PREFIX = "cell-"


@dataclass(frozen=True, slots=True)
class Field:
    """One cell to fill in. ``hidden``: it holds a number, which is not shown, and stays where nothing is typed."""

    name: str
    header: Text
    note: str
    text: str
    options: tuple[Text, ...]
    required: bool
    hidden: bool


def fields_of(table: Table, vocabulary: Vocabulary, fact: Fact | None = None) -> list[Field]:
    """The cells of a new row; or those of a known one that a correction may change."""
    fixed = {column.name for column in identity(table)} if fact is not None else set()
    cells: Mapping[str, str] = fact.cells if fact is not None else {}
    return [
        _field(column, vocabulary, cells.get(column.name, ""))
        for column in table.columns.values()
        if column.name not in fixed
    ]


def given_of(said: Mapping[str, str], table: Table) -> dict[str, str]:
    """The cells that somebody typed; one left as it was is not among them."""
    found = {}
    for name, column in table.columns.items():
        text = said.get(f"{_PREFIX}{name}")
        if text is not None and text != said.get(f"was-{name}", ""):
            found[column.header] = text.strip()
    return found


def _field(column: Column, vocabulary: Vocabulary, text: str) -> Field:
    held = key_column(column, vocabulary)
    options: tuple[Text, ...] = ()
    if held.type.kind is Kind.CATEGORY:
        category = vocabulary.categories[str(held.type.of)]
        options = tuple(Text(one, category.english_of(one)) for one in category.members)
    hidden = sealed_kind(column, vocabulary) is not None or bool(TOKEN.search(text))
    plain = "" if hidden else text
    return Field(
        f"{_PREFIX}{column.name}", header_of(column), column.note, plain, options, column.required, hidden
    )

"""The inputs of a request to correct a fact: the cells that may be shown, as they stand."""

from __future__ import annotations

from django.http import QueryDict

from duixian.decisions.store.models import PolicyVersion
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import key_column
from duixian.portal.inputs import INPUTS, YES_NO, Asked
from duixian.portal.mine.facts import Row
from duixian.portal.policies import policy_of
from duixian.registry.store.kept.layout import identity
from duixian.registry.store.kinds import sealed_kind
from duixian.values.bilingual import Text


def inputs_of(version: PolicyVersion, table: Table, row: Row, posted: QueryDict) -> list[Asked]:
    """One for each cell that may change: not what names the fact, no sealed number, and
    nothing of which it is known that there is none."""
    vocabulary = policy_of(version).vocabulary
    texts = {cell.column: cell.text for cell in row.cells}
    fixed = {column.name for column in identity(table)}
    open_ = [
        column
        for column in table.columns.values()
        if column.name not in fixed
        and sealed_kind(column, vocabulary) is None
        and (texts.get(column.name) or not column.empty_is_none)
    ]
    return [_asked(column, vocabulary, texts.get(column.name, ""), posted) for column in open_]


def _asked(column: Column, vocabulary: Vocabulary, text: str, posted: QueryDict) -> Asked:
    held = key_column(column, vocabulary)
    options = _options(held, vocabulary)
    name = f"cell|{column.name}"
    return Asked(
        name,
        Text(column.header, column.english),
        "choice" if options else INPUTS.get(str(held.type), "text"),
        posted.get(name, text),
        False,
        options,
        text,
        Text("", ""),
    )


def _options(column: Column, vocabulary: Vocabulary) -> tuple[Text, ...]:
    if column.type.kind is Kind.BOOL:
        return YES_NO
    if column.type.kind is not Kind.CATEGORY:
        return ()
    category = vocabulary.categories[str(column.type.of)]
    return tuple(Text(member, category.english_of(member)) for member in category.members)

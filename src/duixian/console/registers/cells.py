"""Cells of registers as a page may show them: numbers hidden, links by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duixian.authorities.models import Authority
from duixian.casework.people import names_of
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import column_named
from duixian.registry.store.kinds import sealed_kind
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import TOKEN
from duixian.values.bilingual import Text

Pair = tuple[str, str]
HIDDEN = "••••"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell as it is known, and as somebody says it should be; ``after`` empty: it stays."""

    header: Text
    before: str
    after: str


def shown(text: str, column: Column, vocabulary: Vocabulary, names: Mapping[Pair, str]) -> str:
    """A cell's text: a link by the name it leads to, a sealed number not at all."""
    if column.link is not None:
        return names.get((column.link, text)) or TOKEN.sub(HIDDEN, text)
    hidden = text and sealed_kind(column, vocabulary) is not None
    return HIDDEN if hidden else TOKEN.sub(HIDDEN, text)


def linked_names(authority: Authority, facts: Iterable[Fact], vocabulary: Vocabulary) -> dict[Pair, str]:
    """Names of all that some rows point to."""
    parts = (link.partition(":") for fact in facts for link in fact.links)
    known = {(table, key) for table, _, key in parts if table in vocabulary.tables}
    return names_of(authority, known, vocabulary)


def name_of(authority: Authority, pair: Pair, vocabulary: Vocabulary) -> str:
    """The name of one record; hidden where it has none."""
    return names_of(authority, [pair], vocabulary).get(pair, "") or TOKEN.sub(HIDDEN, pair[1])


def header_of(column: Column) -> Text:
    """What a column is called."""
    return Text(column.header, spaced(column.english))


def spaced(name: str) -> str:
    """An English name of a declaration as people write it."""
    return name.replace("_", " ")


def register_name(table: Table) -> Text:
    """What a register is called."""
    return Text(table.name, spaced(table.english))


def changes_shown(fact: Fact, changes: Mapping[str, str], vocabulary: Vocabulary) -> list[Change]:
    """Every cell of a row beside what somebody wants it to be. Numbers stay hidden on both sides."""
    table = vocabulary.tables[fact.table]
    names = linked_names(fact.authority, [fact], vocabulary)
    wanted = {c.name: text for word, text in changes.items() if (c := column_named(table, word))}
    return [
        Change(
            header_of(column),
            shown(fact.cells.get(name, ""), column, vocabulary, names),
            shown(wanted.get(name, ""), column, vocabulary, {}),
        )
        for name, column in table.columns.items()
        if fact.cells.get(name) or wanted.get(name)
    ]


def keyed(vocabulary: Vocabulary) -> list[Table]:
    """Registers whose rows have a key that people can write down."""
    return [t for t in vocabulary.tables.values() if t.key is not None and not t.catalogue]

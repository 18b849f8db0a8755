"""What a guide is made of: sections with entries, each with the words of the clause it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.language.rule import Policy, Source
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement. ``name``: what it is called. ``quote``: words of the official text. ``interpretations``:
    ids of the open questions it rests on. ``parts``: statements inside it."""

    text: Text
    name: Text | None = None
    quote: str | None = None
    interpretations: tuple[str, ...] = ()
    parts: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of amounts: a header, and a label with its amount in each row."""

    subject: Text
    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a guide: entries, and a grid where amounts come in rows. ``numbered``: entries count."""

    title: Text
    entries: tuple[Entry, ...]
    grid: Grid | None = None
    numbered: bool = False


def entry_of(
    policy: Policy, text: Text, source: Source, name: Text | None = None, parts: tuple[Entry, ...] = ()
) -> Entry:
    """An entry with the quotation and the interpretations of its source."""
    return Entry(text, name, quote_of(policy, source), source.interpretations, parts)


def quote_of(policy: Policy, source: Source) -> str | None:
    """The words a source quotes; None where it can only point at its whole clause."""
    citation = source.citation
    if citation is None or not citation.quote:
        return None
    clause = policy.clauses.get(citation.clause)
    return None if clause is not None and citation.quote.strip() == clause.wording.strip() else citation.quote

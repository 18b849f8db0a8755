"""The facts that are known about a subject now: its own row, and those that name it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from duixian.language.vocabulary import Vocabulary
from duixian.portal.doors import Claimant
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import TOKEN, numbers_of, unveiled

MOST = 400
"""Rows on one page: nobody has more, and if, the page says so."""


def facts_of(who: Claimant) -> QuerySet[Fact]:
    """What is known now about the subject: its own row, and those that name it."""
    table, key = who.pair
    own = Q(table=table, key=key) | Q(links__contains=[f"{table}:{key}"])
    return Fact.objects.filter(own, authority=who.authority, superseded_at__isnull=True, withdrawn=False)


def known_rows(who: Claimant, vocabulary: Vocabulary) -> dict[str, tuple[dict[str, str], ...]]:
    """The facts about the subject by table, with their real numbers: for forms that are filled in already."""
    held = [fact for fact in facts_of(who).order_by("table", "pk")[:MOST] if fact.table in vocabulary.tables]
    tokens = {token for fact in held for text in fact.cells.values() for token in TOKEN.findall(str(text))}
    numbers = numbers_of(who.authority, tokens)
    found: dict[str, list[dict[str, str]]] = {}
    for fact in held:
        cells = {column: unveiled(str(text), numbers) for column, text in fact.cells.items() if text}
        found.setdefault(fact.table, []).append(cells)
    return {table: tuple(rows) for table, rows in found.items()}

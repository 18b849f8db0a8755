"""The rows of the registry that are nominated: under which key they are kept, what they are called, who they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection.errors import RoundError
from duixian.decisions.store.keys import KeptKeys
from duixian.language.vocabulary import Vocabulary
from duixian.registry.store.models import Fact
from duixian.values.bilingual import Text

NAME = "name"
"""The English name of the column by which people know a row."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A row of the registry: its key as kept, its name, and the rows it points to."""

    table: str
    key: str
    name: str
    links: frozenset[str]


def subject_of(authority: Authority, vocabulary: Vocabulary, table: str, key: str) -> Subject:
    """The row of a table, by its key as people write it or as it is kept. Raises RoundError when nobody knows it."""
    kept = KeptKeys(authority).of(key)
    fact = current(authority).filter(table=table, key=kept).first()
    if fact is None:
        raise RoundError(
            "selection-unknown-subject",
            Text(f"“{table}”登记表中没有这一对象。", f"The register '{table}' does not hold this row."),
            where=table,
            remedy=Text("请先登记，或核对编号。", "Register it first, or check its number."),
        )
    return Subject(table, kept, _name(fact, vocabulary), frozenset(fact.links))


def current(authority: Authority) -> QuerySet[Fact]:
    """The facts known now."""
    return Fact.objects.filter(authority=authority, superseded_at__isnull=True, withdrawn=False)


def _name(fact: Fact, vocabulary: Vocabulary) -> str:
    for column in vocabulary.tables[fact.table].columns.values():
        if column.english == NAME and fact.cells.get(column.name):
            return str(fact.cells[column.name])
    return fact.key


def surroundings(authority: Authority, table: str, key: str, tables: Iterable[str]) -> set[str]:
    """The rows of some tables that a row is, points to, or shares a row with that still holds: ``table:key``."""
    me = f"{table}:{key}"
    today = clock.today()
    holding = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    mine = current(authority).filter(holding).filter(Q(links__contains=[me]) | Q(table=table, key=key))
    links = {link for row in mine.values_list("links", flat=True) for link in row} | {me}
    wanted = set(tables)
    return {link for link in links if link.split(":", 1)[0] in wanted}

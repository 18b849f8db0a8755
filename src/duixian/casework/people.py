"""What a case shows of those it is about: names, the employer's name, a known account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.registry.store.kinds import ACCOUNT, sealed_kind
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import is_token, numbers_of

NAME = "name"
"""The English name of the column that holds a subject's name, in any vocabulary."""

Cells = Mapping[str, str]
Pair = tuple[str, str]


def cells_of(authority: Authority, pairs: Iterable[Pair]) -> dict[Pair, Cells]:
    """What is known now of some records (table and key as kept); a record nobody knows is left out."""
    found: dict[Pair, Cells] = {}
    wanted: dict[str, set[str]] = {}
    for table, key in pairs:
        wanted.setdefault(table, set()).add(key)
    for table, held in wanted.items():
        rows = Fact.objects.filter(
            authority=authority, table=table, key__in=held, superseded_at__isnull=True, withdrawn=False
        )
        found |= {(table, key): cells for key, cells in rows.values_list("key", "cells")}
    return found


def name_in(table: Table, cells: Cells) -> str:
    """The name that a record bears; empty where its table has none."""
    column = _named(table)
    return "" if column is None else str(cells.get(column.name, ""))


def names_of(authority: Authority, pairs: Iterable[Pair], vocabulary: Vocabulary) -> dict[Pair, str]:
    """Names of records."""
    known = cells_of(authority, pairs)
    return {pair: name_in(vocabulary.tables[pair[0]], cells) for pair, cells in known.items()}


def unit_of(record: Table, cells: Cells, payee_table: str, vocabulary: Vocabulary) -> Pair | None:
    """The subject beside the payee that the case's record names first: a person's employer or institution."""
    for column in record.columns.values():
        target = column.link
        if target is None or target == payee_table or not cells.get(column.name):
            continue
        if _named(vocabulary.tables[target]) is not None:
            return target, str(cells[column.name])
    return None


def account_in(authority: Authority, table: Table, cells: Cells, vocabulary: Vocabulary) -> str:
    """The account number that a record holds, in clear; empty where none is known."""
    column = next((c for c in table.columns.values() if sealed_kind(c, vocabulary) == ACCOUNT), None)
    text = "" if column is None else str(cells.get(column.name, ""))
    return numbers_of(authority, [text]).get(text, "") if is_token(text) else ""


def _named(table: Table) -> Column | None:
    return next((c for c in table.columns.values() if c.english == NAME), None)

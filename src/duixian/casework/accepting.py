"""Claimed facts become facts: an officer looked at them, and the registry knows from where they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from duixian.authorities.models import Account
from duixian.casework import keys
from duixian.casework.content import unsealed
from duixian.casework.models.case import Case
from duixian.casework.moving import note
from duixian.casework.people import cells_of
from duixian.casework.surroundings import claim_rows, new_rows
from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.store import facts


def accept(row: Case, officer: Account) -> None:
    """Register what a locked case claims, each row after those it points to, and the claim itself. What is known
    already is corrected where the claim says otherwise. Doing it again changes nothing."""
    policy = row.version.loaded()
    vocabulary = policy.vocabulary
    content = unsealed(row.claimed)
    evidence = "、".join(row.evidence.values_list("sha256", flat=True))
    own = keys.written(row.authority, row.key)
    tables = new_rows(content, vocabulary)
    tables |= claim_rows(policy, policy.measures[row.measure], own, row.claimed_on, row.number)
    taken = [
        _take(row, vocabulary, table, cells, officer, evidence)
        for table in _in_order(tables, vocabulary)
        for cells in tables[table.name]
    ]
    note(row, officer, "事实登记", {"facts": taken})


def _take(
    row: Case,
    vocabulary: Vocabulary,
    table: Table,
    cells: Mapping[str, str],
    officer: Account,
    evidence: str,
) -> str:
    source = f"申报 {row.number}"
    if table.key is not None:
        pair = table.name, keys.kept(row.authority, str(cells.get(table.key, "")))
        if pair in cells_of(row.authority, [pair]):
            changed = facts.correct(
                row.authority,
                *pair,
                cells,
                actor=officer,
                source=source,
                evidence=evidence,
                vocabulary=vocabulary,
            )
            return f"{table.name}:{changed.key}"
    made = facts.register(
        row.authority,
        table.name,
        cells,
        actor=officer,
        source=source,
        evidence=evidence,
        vocabulary=vocabulary,
    )
    return f"{table.name}:{made.key}"


def _in_order(tables: Mapping[str, Sequence[Mapping[str, str]]], vocabulary: Vocabulary) -> Iterator[Table]:
    """The tables, each after those it points to; of tables that point to each other the first named comes first."""
    waiting = dict.fromkeys(tables)
    while waiting:
        ready = [name for name in waiting if not _links(vocabulary.tables[name]) & set(waiting) - {name}]
        name = (ready or list(waiting))[0]
        del waiting[name]
        yield vocabulary.tables[name]


def _links(table: Table) -> set[str]:
    return {column.link for column in table.columns.values() if column.link is not None}

"""Who belongs to a unit: persons whom rows of the registers tie to it, now or once. Which tables tie follows from the
vocabulary: those whose rows name both a person and the unit for a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.keys import person_table
from duixian.casework.people import NAME
from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.store.models import Fact

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a unit. ``key``: as the registry keeps it. ``since``: the first day of any tie; ``now``: whether one
    holds today."""

    key: str
    name: str
    since: date | None
    now: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """One row that ties a person to the unit, with what it says, cell by cell."""

    table: Table
    since: date | None
    until: date | None
    cells: dict[str, str]


_MEMBERS = """
SELECT key, name, since, now FROM (
    SELECT m.key, coalesce(p.cells ->> %(column)s, '') AS name, m.since, m.now FROM (
        SELECT substr(l, %(start)s) AS key, min(f.valid_from) AS since,
            bool_or(coalesce(f.valid_from, %(today)s) <= %(today)s AND coalesce(f.valid_to, %(today)s) >= %(today)s) AS now
        FROM registry_fact f CROSS JOIN LATERAL unnest(f.links) l
        WHERE f.authority_id = %(authority)s AND f.links @> ARRAY[%(unit)s] AND f."table" = ANY(%(tables)s)
            AND f.superseded_at IS NULL AND NOT f.withdrawn AND starts_with(l, %(people)s)
        GROUP BY 1) m
    LEFT JOIN registry_fact p ON p.authority_id = %(authority)s AND p."table" = %(person)s AND p.key = m.key
        AND p.superseded_at IS NULL AND NOT p.withdrawn) named
WHERE now = %(now)s AND name LIKE %(like)s AND (name, key) > (%(after_name)s, %(after_key)s)
ORDER BY name, key LIMIT %(size)s
"""
_COUNT = _MEMBERS.replace("SELECT key, name, since, now FROM", "SELECT count(*) FROM", 1).replace(
    "ORDER BY name, key LIMIT %(size)s", ""
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which members: those of now or of once, whose name holds some words, after one (name, key)."""

    now: bool = True
    words: str = ""
    after: Pair = ("", "")


def members(
    authority: Authority, unit: Pair, vocabulary: Vocabulary, wanted: Wanted, size: int
) -> list[Member]:
    """So many members in the order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, {**_asked(authority, unit, vocabulary, wanted), "size": size})
        return [Member(key, name, since, now) for key, name, since, now in cursor.fetchall()]


def count(authority: Authority, unit: Pair, vocabulary: Vocabulary, wanted: Wanted) -> int:
    """How many there are."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, _asked(authority, unit, vocabulary, wanted))
        return int(cursor.fetchone()[0])


def _asked(authority: Authority, unit: Pair, vocabulary: Vocabulary, wanted: Wanted) -> dict[str, Any]:
    person = person_table(vocabulary)
    name = next((c.name for c in vocabulary.tables[person].columns.values() if c.english == NAME), "")
    literal = wanted.words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return {
        "authority": authority.pk,
        "unit": f"{unit[0]}:{unit[1]}",
        "tables": [table.name for table in tying(vocabulary, unit[0])],
        "person": person,
        "people": f"{person}:",
        "start": len(person) + 2,
        "column": name,
        "today": clock.today(),
        "now": wanted.now,
        "like": f"%{literal}%",
        "after_name": wanted.after[0],
        "after_key": wanted.after[1],
    }


def tying(vocabulary: Vocabulary, unit_table: str) -> Sequence[Table]:
    """The tables whose rows tie a person to a unit for a time."""
    person = person_table(vocabulary)
    return [
        table
        for table in vocabulary.tables.values()
        if table.period is not None and table.links_to(unit_table) and table.links_to(person)
    ]


def ties_of(authority: Authority, unit: Pair, person: Pair, vocabulary: Vocabulary) -> list[Tie]:
    """What ties a person to a unit, the latest first; nothing where nothing does."""
    tables = {table.name: table for table in tying(vocabulary, unit[0])}
    rows = Fact.objects.filter(
        authority=authority,
        table__in=tables,
        links__contains=[f"{unit[0]}:{unit[1]}", f"{person[0]}:{person[1]}"],
        superseded_at__isnull=True,
        withdrawn=False,
    )
    found = [Tie(tables[row.table], row.valid_from, row.valid_to, dict(row.cells)) for row in rows]
    return sorted(found, key=lambda tie: tie.since or date.min, reverse=True)


def shown_cells(tie: Tie, vocabulary: Vocabulary) -> Iterable[tuple[str, str, str]]:
    """Header, English and text of the cells that may be shown: no links, no numbers, no free text of others."""
    for column in tie.table.columns.values():
        text = tie.cells.get(column.name, "")
        if (
            column.link is None
            and column.shape is None
            and text
            and column.name not in (tie.table.period or ())
        ):
            yield column.header, column.english, text

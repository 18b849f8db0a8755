"""Which rows stand around some rows, by the links between them.

From row to row everything is gathered, claims and payments of a row too, but not through organisations: an employer of
the first rings brings all that points to it, yet the colleagues found so stay bare rows; one further out brings only
what belongs to nobody else (its seats, its years).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Purpose, Shape, Table, Vocabulary
from duixian.language.vocabulary.cells import PLACE_SIGN
from duixian.language.vocabulary.columns import MATTER_NUMBER
from duixian.registry.store.aliases import Aliases
from duixian.registry.store.kept.layout import PART_SIGN
from duixian.registry.store.snapshot.keys import Pair

_FIRST_RINGS = 2
_COLUMNS = 'SELECT f."table", f.key, f.links FROM registry_fact f'
_KNOWN = """
WHERE f.authority_id = %s AND f.known_at <= %s AND (f.superseded_at IS NULL OR f.superseded_at > %s)
    AND NOT f.withdrawn AND """
_ROWS = _COLUMNS + _KNOWN
_NAMED = _ROWS + '(f."table", f.key) IN (SELECT * FROM unnest(%s::text[], %s::text[]))'
_POINTING = (
    "SELECT r.* FROM unnest(%s::text[]) w (link)"
    f' CROSS JOIN LATERAL ({_ROWS} f.links @> ARRAY[w.link] AND f."table" <> ALL(%s::text[])) r'
)
_POINTING_ONLY = _POINTING + " WHERE cardinality(r.links) = 1"
_ABOUT = _ROWS + f"(f.cells ->> '{MATTER_NUMBER}') = ANY(%s)"
_VAGUE = (
    _ROWS
    + """f."table" = %s AND (NOT f.cells ?& %s::text[]
    OR NOT EXISTS (SELECT FROM unnest(f.links) link WHERE link LIKE %s))"""
)
_OWNED = _ROWS + 'f."table" = %s AND f.links @> %s::text[]'


class Reach:
    """Gathers rows of one authority as known at a moment."""

    def __init__(
        self, authority: Authority, moment: datetime, aliases: Aliases, vocabulary: Vocabulary
    ) -> None:
        self._at = (authority.pk, moment, moment)
        self._aliases = aliases
        self._vocabulary = vocabulary
        self._duplicates: dict[Pair, list[str]] = {}
        for table, kept in aliases.items():
            for duplicate, key in kept.items():
                self._duplicates.setdefault((table, key), []).append(duplicate)
        self._found: set[Pair] = set()

    def of(self, seeds: Iterable[Pair], apart: Collection[str] = ()) -> dict[str, set[str]]:
        """The keys of rows, by table, around some rows; ``apart``: tables of which no row is brought by an organisation."""
        near, far = self._gather({row for seed in sorted(seeds) for row in self._rows_of(seed)})
        bare = self._take(_NAMED, *_columns(near)) | self._point(_POINTING, near, apart)
        far |= self._take(_NAMED, *_columns(far)) | self._point(_POINTING_ONLY, far, apart)
        self._follow(bare | far | self._anybodys())
        by_table: dict[str, set[str]] = {}
        for table, key in self._found:
            by_table.setdefault(table, set()).add(key)
        return by_table

    def _anybodys(self) -> set[Pair]:
        """Take in payments made before that may be anybody's: they name no person, or a cell is unknown."""
        paid = self._vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        person = next((t.name for t in self._vocabulary.tables.values() if _is_of(t, Shape.ID_NUMBER)), None)
        if paid is None or person is None:
            return set()
        return self._take(_VAGUE, paid.name, list(paid.columns), f"{person}:%")

    def _gather(self, seeds: set[Pair]) -> tuple[set[Pair], set[Pair]]:
        """Take in all that hangs together without organisations; those of the first rings, and those further out."""
        organisations: dict[Pair, bool] = {}
        seen: set[Pair] = set()
        ring, todo = 0, seeds
        while todo:
            for row in filter(self._is_organisation, todo):
                organisations.setdefault(row, ring < _FIRST_RINGS)
            rows = {row for row in todo if not self._is_organisation(row)} - seen
            seen |= rows
            todo = self._take(_NAMED, *_columns(rows)) | self._belonging(rows)
            ring += 1
        near = {row for row, early in organisations.items() if early}
        return near, set(organisations) - near

    def _belonging(self, rows: set[Pair]) -> set[Pair]:
        """Take in what points to rows, or claims or pays something for them; these rows and what they point to."""
        if not rows:
            return set()
        before = set(self._found)
        targets = self._point(_POINTING, rows)
        targets |= self._take(_ABOUT, [key for _, key in sorted(rows)])
        return targets | (self._found - before)

    def _rows_of(self, seed: Pair) -> set[Pair]:
        """The row asked for; one named by its place stands for all its owners' rows."""
        table, key = seed
        declared = self._vocabulary.tables.get(table)
        if declared is None or declared.key is not None or PLACE_SIGN not in key:
            return {seed}
        owners = key.rpartition(PLACE_SIGN)[0].split(PART_SIGN)
        links = [f"{declared.columns[n].link}:{o}" for n, o in zip(declared.owners, owners, strict=False)]
        self._take(_OWNED, table, links)
        return {seed, *self._found}

    def _follow(self, targets: set[Pair]) -> None:
        """Take in what is pointed to, as far as it leads."""
        seen: set[Pair] = set()
        while targets := targets - self._found - seen:
            seen |= targets
            targets = self._take(_NAMED, *_columns(targets))

    def _point(self, query: str, rows: set[Pair], apart: Collection[str] = ()) -> set[Pair]:
        """Take in what points to rows; what that points to."""
        return self._run(query, [self._spelled(rows), *self._at, sorted(apart)]) if rows else set()

    def _take(self, query: str, *values: Any) -> set[Pair]:
        """Take rows in; what they point to."""
        return self._run(query, [*self._at, *values])

    def _run(self, query: str, values: list[Any]) -> set[Pair]:
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            targets: set[Pair] = set()
            for table, key, links in cursor.fetchall():
                self._found.add((table, key))
                targets.update(self._target(link) for link in links)
        return targets

    def _is_organisation(self, row: Pair) -> bool:
        table = self._vocabulary.tables.get(row[0])
        return table is not None and _is_of(table, Shape.CREDIT_CODE)

    def _target(self, link: str) -> Pair:
        table, _, key = link.partition(":")
        return table, self._aliases.get(table, {}).get(key, key)

    def _spelled(self, rows: Iterable[Pair]) -> list[str]:
        """How links name rows, their duplicates' names with them."""
        return [f"{t}:{key}" for t, k in sorted(rows) for key in (k, *self._duplicates.get((t, k), ()))]


def _is_of(table: Table, shape: Shape) -> bool:
    """Whether a table's key has a shape: an ID number persons, a credit code organisations."""
    return table.key is not None and table.columns[table.key].shape is shape


def _columns(pairs: Iterable[Pair]) -> tuple[list[str], list[str]]:
    ordered = sorted(pairs)
    return [table for table, _ in ordered], [key for _, key in ordered]

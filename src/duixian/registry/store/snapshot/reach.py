"""Which rows stand around some rows, by the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Vocabulary
from duixian.language.vocabulary.cells import PLACE_SIGN
from duixian.registry.store.aliases import Aliases
from duixian.registry.store.kept.layout import PART_SIGN
from duixian.registry.store.snapshot.keys import Pair

_ROWS = """
SELECT "table", key, links FROM registry_fact
WHERE authority_id = %s AND known_at <= %s AND (superseded_at IS NULL OR superseded_at > %s) AND NOT withdrawn AND
"""
_NAMED = _ROWS + '("table", key) IN (SELECT * FROM unnest(%s::text[], %s::text[]))'
_POINTING = _ROWS + "links && %s::text[]"
_POINTING_ONLY = _ROWS + "links && %s::text[] AND cardinality(links) = 1"
_OWNED = _ROWS + '"table" = %s AND links @> %s::text[]'


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
        self._found: dict[Pair, list[Pair]] = {}

    def of(self, seeds: Iterable[Pair]) -> dict[str, set[str]]:
        """The keys of rows, by table, around some rows."""
        self._follow(self._seeds(sorted(seeds)))
        inner = set(self._found)
        self._follow(self._take(_POINTING, self._spelled(inner)))
        self._follow(self._take(_POINTING_ONLY, self._spelled(set(self._found) - inner)))
        by_table: dict[str, set[str]] = {}
        for table, key in self._found:
            by_table.setdefault(table, set()).add(key)
        return by_table

    def _seeds(self, seeds: Sequence[Pair]) -> set[Pair]:
        """What the rows asked for point to; a row named by its place is found among those of its owners."""
        targets = self._take(_NAMED, *self._columns(seeds))
        for table, key in seeds:
            if (table, key) not in self._found:
                targets |= self._placed(table, key) | {(table, key)}
        return targets

    def _placed(self, table: str, key: str) -> set[Pair]:
        declared = self._vocabulary.tables.get(table)
        if declared is None or declared.key is not None or PLACE_SIGN not in key:
            return set()
        owners = key.rpartition(PLACE_SIGN)[0].split(PART_SIGN)
        links = [f"{declared.columns[n].link}:{o}" for n, o in zip(declared.owners, owners, strict=False)]
        return self._take(_OWNED, table, links)

    def _follow(self, targets: set[Pair]) -> None:
        """Take in what is pointed to, as far as it leads."""
        while targets := {target for target in targets if target not in self._found}:
            for target in targets:
                self._found[target] = []
            targets = self._take(_NAMED, *self._columns(sorted(targets)))

    def _take(self, query: str, *values: Any) -> set[Pair]:
        """Take rows in; what they point to."""
        with connection.cursor() as cursor:
            cursor.execute(query, [*self._at, *values])
            targets: set[Pair] = set()
            for table, key, links in cursor.fetchall():
                self._found[table, key] = [self._target(link) for link in links]
                targets.update(self._found[table, key])
        return targets

    def _target(self, link: str) -> Pair:
        table, _, key = link.partition(":")
        return table, self._aliases.get(table, {}).get(key, key)

    def _spelled(self, nodes: Iterable[Pair]) -> list[str]:
        """How links name rows, their duplicates' names with them."""
        return [f"{t}:{key}" for t, k in sorted(nodes) for key in (k, *self._duplicates.get((t, k), ()))]

    @staticmethod
    def _columns(pairs: Sequence[Pair]) -> tuple[list[str], list[str]]:
        return [table for table, _ in pairs], [key for _, key in pairs]

"""The facts around some rows: quick to get, enough to decide on what hangs together with them.

Of others who only share an employer with them it holds the bare rows: decisions in which cases bear on each other
through an employer, a quota or a budget need ``whole``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import polars as pl

from duixian.authorities.models import Authority
from duixian.language.facts import Facts
from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.columns.assembling import Assembly
from duixian.registry.headers import Assigned
from duixian.registry.sources.placed import FILE, ROW
from duixian.registry.store.aliases import Aliases, aliases_at, applied
from duixian.registry.store.intake import placed
from duixian.registry.store.kept.layout import SOURCE
from duixian.registry.store.known import CONTENT, KEY, rows_at, supplied_at
from duixian.registry.store.moments import present
from duixian.registry.store.snapshot.keys import Pair
from duixian.registry.store.snapshot.reach import Reach
from duixian.registry.store.snapshot.tables import register
from duixian.registry.store.tokens import Numbers, Veil


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around some rows, and the hash of it (SHA-256, hexadecimal)."""

    facts: Facts
    inputs_hash: str


def around(
    authority: Authority, keys: Iterable[Pair], vocabulary: Vocabulary, known_at: datetime | None = None
) -> Facts:
    """The facts around rows named by table and key; see ``surroundings``."""
    return surroundings(authority, keys, vocabulary, known_at).facts


def surroundings(
    authority: Authority,
    keys: Iterable[Pair],
    vocabulary: Vocabulary,
    known_at: datetime | None = None,
    apart: Collection[str] = (),
) -> Surroundings:
    """What is known around rows named by table and key (as kept, or with real numbers; of rows without a declared key
    also owner#place), at a moment (now). Records are those of ``whole``, sources included. ``apart``: tables of which
    no row is wanted for sharing an organisation alone."""
    moment = known_at or present(authority)
    aliases = aliases_at(authority, moment)
    found = Reach(authority, moment, aliases, vocabulary).of(_nodes(authority, keys, aliases), apart)
    supplied = supplied_at(authority, moment)
    numbers = Numbers(authority)
    sheets = []
    held = sha256()
    for table in vocabulary.tables.values():
        if table.name in supplied and not table.catalogue:
            rows = rows_at(authority, table, moment, sorted(found.get(table.name, ())))
            lines = rows.select(pl.concat_str(KEY, SOURCE, CONTENT, separator="\t"))[KEY]
            held.update("\n".join((table.name, *lines, "")).encode())
            sheets.append(_sheet(table, rows, aliases, numbers) if rows.height else _empty(table))
    assembly = Assembly(vocabulary, sheets)
    assembly.check()
    return Surroundings(assembly.facts().facts(), held.hexdigest())


def _sheet(table: Table, rows: pl.DataFrame, aliases: Aliases, numbers: Numbers) -> Assigned:
    return placed(table, register(table, applied(table, rows, aliases), numbers))


_EMPTY: dict[int, tuple[Table, Assigned]] = {}


def _empty(table: Table) -> Assigned:
    """A register without rows: around one person most are, and to make one takes as long as to read one."""
    found = _EMPTY.get(id(table))
    if found is None or found[0] is not table:
        rows = pl.DataFrame(
            schema=dict.fromkeys([FILE, *(c.header for c in table.columns.values())], pl.String)
        )
        found = _EMPTY[id(table)] = table, placed(table, rows.with_columns(pl.lit(0, pl.Int64).alias(ROW)))
    return found[1]


def _nodes(authority: Authority, keys: Iterable[Pair], aliases: Aliases) -> set[Pair]:
    veil = Veil(authority)
    kept = ((table, veil.key(key)) for table, key in keys)
    return {(table, aliases.get(table, {}).get(key, key)) for table, key in kept}

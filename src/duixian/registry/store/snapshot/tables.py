"""The tables known at a moment, one after the other, as registers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

import polars as pl

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.sources.placed import FILE, ROW
from duixian.registry.store.aliases import Aliases, aliases_at, applied
from duixian.registry.store.kept.layout import SOURCE
from duixian.registry.store.known import CONTENT, KEY, rows_at, supplied_at
from duixian.registry.store.veiling import unveil


class Inputs:
    """The hash of what a decision was made on: of every row its table, key, source and contents, and the aliases."""

    def __init__(self, aliases: Aliases) -> None:
        self._hash = sha256(repr(sorted((t, sorted(kept.items())) for t, kept in aliases.items())).encode())

    def add(self, table: Table, rows: pl.DataFrame) -> None:
        """A table's rows, in the order of their keys."""
        self._hash.update(f"{table.name} {rows.height}\n".encode())
        lines = rows.select(pl.concat_str(KEY, SOURCE, CONTENT, separator="\t"))[KEY]
        self._hash.update("\n".join(lines).encode())

    def hexdigest(self) -> str:
        """SHA-256 in hexadecimal digits."""
        return self._hash.hexdigest()


def tables_at(
    authority: Authority, vocabulary: Vocabulary, moment: datetime
) -> tuple[Inputs, Iterator[tuple[Table, pl.DataFrame]]]:
    """The tables that are kept, as ``register`` frames; the hash is whole once all have been gone through."""
    aliases = aliases_at(authority, moment)
    inputs = Inputs(aliases)
    supplied = supplied_at(authority, moment)

    def found() -> Iterator[tuple[Table, pl.DataFrame]]:
        for table in vocabulary.tables.values():
            if table.name in supplied and not table.catalogue:
                rows = rows_at(authority, table, moment)
                inputs.add(table, rows)
                yield table, register(table, applied(table, rows, aliases), authority)

    return inputs, found()


def register(table: Table, rows: pl.DataFrame, authority: Authority) -> pl.DataFrame:
    """Rows with real numbers and a register's headers, then where each was read and its number."""
    numbers = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW)
    cells = [pl.col(name).alias(column.header) for name, column in table.columns.items()]
    clear = unveil(rows.select(*table.columns), authority)
    return clear.with_columns(rows[SOURCE]).select(*cells, pl.col(SOURCE).alias(FILE), numbers)

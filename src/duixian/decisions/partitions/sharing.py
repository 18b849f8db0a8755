"""Large shared tables: of each the rows that a partition's own rows lead to.

A shared table grows with the registry. If every partition read it whole, twice the persons would be four times the
work; so the rows that links lead to are written for each partition, as far as links of shared tables lead on, and those
that the partition's measures find by a link back. A small table every partition reads as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from duixian.decisions.partitions.guests import Guests
from duixian.decisions.partitions.homes import Link
from duixian.decisions.partitions.needs import PART, comparable
from duixian.decisions.partitions.plan import Division
from duixian.decisions.partitions.sources import Source, column_of
from duixian.decisions.partitions.splitting import PARTITION, Split, placed_rows, sink
from duixian.language.vocabulary import Purpose

ROWS_IN_ALL = 200_000
"""A shared table with no more rows than these is read whole in every partition."""
AT_ONCE = 16
"""So many partitions are served together: their keys are held in memory."""
_HASH = "※散"
_PAIR = {PART: pl.Int32, _HASH: pl.UInt64}


@dataclass(frozen=True, slots=True)
class Shared:
    """Where each partition finds its rows of large shared tables."""

    folder: Path
    tables: frozenset[str]

    def files(self, table: str, part: int) -> list[Path]:
        """The files of a table's rows in one partition."""
        return sorted((self.folder / table / f"{PARTITION}={part}").glob("*.parquet"))


def share(done: Split, guests: Guests, division: Division, needed: set[str], folder: Path) -> Shared:
    """Write the rows of large shared tables for every partition below a folder."""
    tables = frozenset(name for name in needed if _large(done, division, name))
    if tables:
        back = _links_back(done, division)
        for first in range(0, done.count, AT_ONCE):
            parts = range(first, min(first + AT_ONCE, done.count))
            sharing = _Sharing(done, guests, back, tables, parts)
            for table in sorted(tables):
                sharing.write(table, folder / table)
    return Shared(folder, tables)


def _links_back(done: Split, division: Division) -> frozenset[Link]:
    """The links by which the measures of partitions find rows, instead of following them."""
    reaches = [done.plan.reaches[name] for name in division.near]
    return frozenset(
        link for reach in reaches for link in reach.from_cases.linked | reach.from_payments.linked
    )


def _large(done: Split, division: Division, table: str) -> bool:
    """Whether a shared table is divided: claims go where their cases are, and some tables are looked at whole."""
    sources, vocabulary = done.sources, done.plan.vocabulary
    if table not in sources.tables or done.plan.homes.splits(table):
        return False
    looked_at_whole = any(table in done.plan.reaches[name].whole for name in division.near)
    claims = vocabulary.with_purpose(Purpose.CLAIMS)
    is_claims = claims is not None and claims.name == table
    return sources.rows(table) > ROWS_IN_ALL and not looked_at_whole and not is_claims


@dataclass(slots=True)
class _Sharing:
    """``back``: links by which measures find rows of a shared table. ``parts``: the partitions served. ``keys``: by shared
    table, the keys that each of them leads to, as hashes: two that are taken for one do no harm."""

    done: Split
    guests: Guests
    back: frozenset[Link]
    tables: frozenset[str]
    parts: range
    keys: dict[str, pl.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[str, list[pl.DataFrame]] = {}
        for part in self.parts:
            for target, hashes in self._from_partition(part).items():
                keys = pl.concat(hashes).unique().select(pl.lit(part, pl.Int32).alias(PART), _HASH).collect()
                found.setdefault(target, []).append(keys)
        self.keys = {target: pl.concat(parts) for target, parts in found.items()}
        shared = [table for table in self.done.sources.tables if self._shared(table)]
        grown = set(shared)
        while grown:
            onward = [table for table in shared if grown & {target for _, target in self._ways(table)}]
            grown = {target for table in onward for target in self._from_shared(table)}

    def write(self, table: str, folder: Path) -> None:
        """The rows of a table by partition."""
        for place, source in enumerate(self.done.sources.tables[table]):
            found = self._rows(source, placed_rows(source))
            together = found[0] if len(found) == 1 else pl.concat(found).unique()
            sink(together.rename({PART: PARTITION}), folder, place)

    def _from_partition(self, part: int) -> dict[str, list[pl.LazyFrame]]:
        """By shared table the keys to which the rows of a partition lead, one way after the other."""
        found: dict[str, list[pl.LazyFrame]] = {}
        for table in self.done.tables:
            for column, target in self._links(table):
                declared = self.done.plan.vocabulary.tables[table].columns[column]
                text = column_of(self.done.sources.tables[table][0], declared)
                scans = self._scans(table, part)
                found.setdefault(target, []).extend(self._hashes(scan, text, target) for scan in scans)
        return found

    def _scans(self, table: str, part: int) -> list[pl.LazyFrame]:
        guests = self.guests.files(table, part)
        visiting = (
            pl.scan_parquet(guests, missing_columns="insert", extra_columns="ignore") if guests else None
        )
        return [self.done.scan(table, part), *([] if visiting is None else [visiting])]

    def _hashes(self, rows: pl.LazyFrame, text: pl.Expr, target: str) -> pl.LazyFrame:
        return rows.select(self._hash(text, target)).drop_nulls()

    def _hash(self, text: pl.Expr, table: str) -> pl.Expr:
        key = comparable(text, self.done.plan.vocabulary.tables[table])
        return pl.when(key.is_not_null()).then(key.hash()).alias(_HASH)

    def _links(self, table: str) -> list[tuple[str, str]]:
        """The columns of a table that point to shared tables that are supplied, with these."""
        columns = self.done.plan.vocabulary.tables[table].columns.values()
        return [(c.name, c.link) for c in columns if c.link is not None and self._shared(c.link)]

    def _shared(self, table: str) -> bool:
        return table in self.done.sources.tables and not self.done.plan.homes.splits(table)

    def _add(self, table: str, pairs: pl.DataFrame) -> bool:
        """Whether these keys were not all led to before."""
        known = self.keys.get(table)
        fresh = pairs if known is None else pairs.join(known, on=[PART, _HASH], how="anti")
        if not fresh.height:
            return False
        self.keys[table] = fresh if known is None else pl.concat([known, fresh])
        return True

    def _from_shared(self, table: str) -> Iterator[str]:
        """The tables to whose rows those of a shared table lead on."""
        for column, target in self._links(table):
            declared = self.done.plan.vocabulary.tables[table].columns[column]
            for source in self.done.sources.tables[table]:
                link = self._hash(column_of(source, declared), target).alias("※向")
                found = self._rows(source, source.scan().with_columns(link))
                pairs = (
                    pl.concat(rows.select(PART, "※向") for rows in found)
                    .drop_nulls()
                    .unique()
                    .rename({"※向": _HASH})
                    .collect()
                )
                if self._add(target, pairs):
                    yield target

    def _rows(self, source: Source, rows: pl.LazyFrame) -> list[pl.LazyFrame]:
        """A file's rows for each partition that has them, once for each way that leads there."""
        if source.table not in self.tables:
            parts = pl.LazyFrame({PART: self.parts}, schema={PART: pl.Int32})
            return [rows.join(parts, how="cross")]
        columns = self.done.plan.vocabulary.tables[source.table].columns
        return [
            rows.with_columns(self._hash(column_of(source, columns[column]), target))
            .join(self._known(target).lazy(), on=_HASH, how="inner", maintain_order="left")
            .drop(_HASH)
            for column, target in self._ways(source.table)
        ]

    def _known(self, table: str) -> pl.DataFrame:
        return self.keys.get(table, pl.DataFrame(schema=_PAIR))

    def _ways(self, table: str) -> list[tuple[str, str]]:
        """How a row of a shared table is led to: by its key, and by links by which measures find it. Each is a column
        and the table whose keys it holds."""
        key = self.done.plan.vocabulary.tables[table].key
        own = [(key, table)] if key is not None else []
        return own + [
            (column, target) for column, target in self._links(table) if (table, column) in self.back
        ]

"""The split: every row of a table of persons' rows goes to the partition of its person, streamed, never held whole.

A split table becomes ``<table>/分区=<n>/*.parquet`` with its own columns and two remark columns more: the file and row
that it came from, so that a reject still names the place that an office can look up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import polars as pl

from duixian.decisions.partitions.hashing import partition_of, person_numbers
from duixian.decisions.partitions.plan import Plan
from duixian.decisions.partitions.sources import Source, Sources, column_of
from duixian.registry.sources.placed import FILE, ROW
from duixian.registry.sources.sheet import FIRST_ROW

PARTITION = "分区"
NUMBER = "※号"
ROWS_AT_ONCE = 20_000
"""Rows of a partition held back before they are written: with 100 partitions and 20 columns, well under 1 GB."""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Split:
    """The split tables of a registry, in a folder of their own."""

    plan: Plan
    sources: Sources
    folder: Path
    count: int

    @property
    def tables(self) -> list[str]:
        """The split tables that were supplied."""
        return [name for name in self.sources.tables if self.plan.homes.splits(name)]

    def files(self, table: str, part: int) -> list[Path]:
        """The files of a table's rows in one partition."""
        return sorted((self.folder / table / f"{PARTITION}={part}").glob("*.parquet"))

    def scan(self, table: str, part: int) -> pl.LazyFrame:
        """A table's rows in one partition, by the headers of its first file; no rows where there are none."""
        files = self.files(table, part)
        if not files:
            return empty(self.sources.tables[table][0])
        return pl.scan_parquet(files, missing_columns="insert", extra_columns="ignore")

    def column(self, table: str, column: str) -> pl.Expr:
        """The text of a column in ``scan``."""
        declared = self.plan.vocabulary.tables[table].columns[column]
        return column_of(self.sources.tables[table][0], declared)


def split(plan: Plan, sources: Sources, folder: Path, count: int, progress: Progress) -> Split:
    """Split a registry into ``count`` partitions below a folder."""
    done = Split(plan, sources, folder, count)
    for table in done.tables:
        progress(table)
        for place, source in enumerate(sources.tables[table]):
            rows = numbered(plan, sources, source)
            part = partition_of(pl.col(NUMBER), count).alias(PARTITION)
            sink(rows.with_columns(part).drop(NUMBER), folder / table, place)
    return done


def numbered(plan: Plan, sources: Sources, source: Source) -> pl.LazyFrame:
    """The rows of some files with where they stand and the number of their person."""
    placed = placed_rows(source)
    path = plan.homes.path(source.table, plan.vocabulary)
    declared = plan.vocabulary.tables[source.table]
    if len(path) <= 1:
        own = declared.columns[path[0] if path else str(declared.key)]
        return placed.with_columns(person_numbers(column_of(source, own)).alias(NUMBER))
    first = declared.columns[path[0]]
    parents = _parent_numbers(plan, sources, str(first.link))
    link = column_of(source, first).str.strip_chars()
    return placed.with_columns(link.alias("※亲")).join(parents, on="※亲", how="left").drop("※亲")


def placed_rows(source: Source) -> pl.LazyFrame:
    """The rows of some files, each with its file's name and its number there."""
    rows = source.scan().with_row_index(ROW)
    if len(source.paths) == 1:
        return rows.select(
            *source.all_headers,
            pl.lit(source.paths[0].name).alias(FILE),
            pl.col(ROW).cast(pl.Int64) + FIRST_ROW,
        )
    names = pl.Series([path.name for path in source.paths])
    begins = pl.Series([0, *accumulate(source.lengths[:-1])], dtype=pl.Int64)

    def place(numbers: pl.Series) -> pl.Series:
        files = begins.search_sorted(numbers.cast(pl.Int64), side="right") - 1
        row = numbers.cast(pl.Int64) - begins.gather(files) + FIRST_ROW
        return pl.DataFrame({FILE: names.gather(files), ROW: row}).to_struct(ROW)

    placed = pl.Struct({FILE: pl.String, ROW: pl.Int64})
    there = pl.col(ROW).map_batches(place, return_dtype=placed, is_elementwise=True)
    return rows.select(*source.all_headers, there).unnest(ROW)


def _parent_numbers(plan: Plan, sources: Sources, table: str) -> pl.LazyFrame:
    """The person's number of each key of a table whose rows others belong to; of a key held twice the first."""
    files = sources.tables.get(table, ())
    none = pl.LazyFrame(schema={"※亲": pl.String, NUMBER: pl.Int64})
    if not files:
        return none
    key = plan.vocabulary.tables[table].columns[str(plan.vocabulary.tables[table].key)]
    found = [
        numbered(plan, sources, source).select(
            column_of(source, key).str.strip_chars().alias("※亲"), pl.col(NUMBER)
        )
        for source in files
    ]
    return pl.concat(found).unique("※亲", keep="first", maintain_order=True)


def empty(source: Source) -> pl.LazyFrame:
    """No rows under a file's headers."""
    return pl.LazyFrame(
        schema={**dict.fromkeys(source.all_headers, pl.String), FILE: pl.String, ROW: pl.Int64}
    )


def sink(rows: pl.LazyFrame, folder: Path, place: int) -> None:
    """Stream rows into the folders of their partitions."""

    def named(args: pl.io.partition.FileProviderArgs) -> str:
        part = args.partition_keys.item()
        return f"{PARTITION}={part}/{place:05d}-{args.index_in_partition:05d}.parquet"

    rows.sink_parquet(
        pl.PartitionBy(
            folder,
            key=PARTITION,
            include_key=False,
            file_path_provider=named,
            approximate_bytes_per_file=1 << 62,
        ),
        mkdir=True,
        compression="lz4",
        row_group_size=ROWS_AT_ONCE,
        statistics=False,
        maintain_order=True,
    )

"""Guests: rows of other partitions that a partition needs so that its checks come out as they would in the whole.

A key that stands twice in different partitions, a link to another person's row, and everything these link to in turn;
claims and payments that name one of the partition's cases, whoever they belong to; payments that name nobody, or leave
a cell open, which may bear on anybody. Links found to lead to other partitions are the run's ``straying`` ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from duixian.decisions.partitions.homes import Link
from duixian.decisions.partitions.matters import Matters
from duixian.decisions.partitions.needs import KEY, PART, Needs, comparable
from duixian.decisions.partitions.sources import column_of
from duixian.decisions.partitions.splitting import PARTITION, Split
from duixian.registry.sources.placed import GUEST

ROW_KEYS_AT_ONCE = 40_000_000
"""Keys that are compared at one time: a third of a gigabyte, twice that while they are sorted."""


@dataclass(frozen=True, slots=True)
class Guests:
    """Where the guests of a split lie, and the links that lead from a partition to another one."""

    folder: Path
    straying: frozenset[Link]

    def files(self, table: str, part: int) -> list[Path]:
        """The files of a table's guests in one partition."""
        return sorted((self.folder / table / f"{PARTITION}={part}").glob("*.parquet"))


def invite(done: Split, folder: Path) -> Guests:
    """Find the guests of every partition and write them below a folder."""
    search = _Search(done, folder)
    search.twice()
    search.far_links()
    Matters(done, folder).wish(search.needs)
    search.answer()
    return Guests(folder, frozenset(search.straying))


class _Search:
    def __init__(self, done: Split, folder: Path) -> None:
        self.split = done
        self.folder = folder
        self.needs = Needs()
        self.straying: set[Link] = set()
        self._tables = done.plan.vocabulary.tables
        self._pending: dict[Link, pl.DataFrame] = {}

    def twice(self) -> None:
        """Keys that stand in more than one partition."""
        for name in self.split.tables:
            if name != self.split.plan.homes.person and self._tables[name].key is not None:
                rows = self.split.sources.rows(name)
                for turn in range(turns := rows // ROW_KEYS_AT_ONCE + 1):
                    self.needs.add(name, self._twice(name, turn, turns))

    def _twice(self, table: str, turn: int, turns: int) -> pl.DataFrame:
        found = []
        for part in range(self.split.count):
            keys = self._keys(table, part).select(pl.col(KEY).hash().alias("※散").unique())
            found.append(keys.filter(pl.col("※散") % turns == turn).collect())
        in_order = pl.concat(found)["※散"].sort()
        double = in_order.filter(in_order == in_order.shift(1)).unique()
        if not double.len():
            return pl.DataFrame()
        return pl.concat(
            self._keys(table, part)
            .filter(pl.col(KEY).hash().is_in(double.implode()))
            .select(pl.lit(part, pl.Int32).alias(PART), KEY)
            .collect()
            for part in range(self.split.count)
        ).pipe(_everywhere)

    def _keys(self, table: str, part: int) -> pl.LazyFrame:
        declared = self._tables[table]
        column = comparable(self.split.column(table, str(declared.key)), declared)
        return self.split.scan(table, part).select(column.alias(KEY)).drop_nulls()

    def far_links(self) -> None:
        """Links to split tables whose target is not in the row's own partition."""
        for table, column in self.split.plan.homes.straying(self.split.plan.vocabulary):
            target = str(self._tables[table].columns[column].link)
            if target not in self.split.tables or table not in self.split.sources.tables:
                continue
            if table in self.split.tables:
                lost = pl.concat(self._unmet(table, column, target, part) for part in range(self.split.count))
                self._pending[table, column] = lost
            else:
                lost = self._of_shared(table, column, target)
            self.needs.add(target, lost)

    def _of_shared(self, table: str, column: str, target: str) -> pl.DataFrame:
        """Whatever a shared table links to is wanted wherever the table is."""
        declared = self._tables[table].columns[column]
        links = [
            source.scan().select(comparable(column_of(source, declared), self._tables[target]).alias(KEY))
            for source in self.split.sources.tables[table]
        ]
        parts = pl.LazyFrame({PART: range(self.split.count)}, schema={PART: pl.Int32})
        return parts.join(pl.concat(links).drop_nulls().unique(), how="cross").collect()

    def _unmet(self, table: str, column: str, target: str, part: int) -> pl.DataFrame:
        link = comparable(self.split.column(table, column), self._tables[target]).alias(KEY)
        links = self.split.scan(table, part).select(link).drop_nulls().unique()
        return (
            links.join(self._keys(target, part), on=KEY, how="anti")
            .select(pl.lit(part, pl.Int32).alias(PART), KEY)
            .collect()
        )

    def answer(self) -> None:
        """Write the rows asked for, then those that these ask for in turn, until nothing is open."""
        turn = 0
        while fresh := list(self.needs.taken()):
            for table, keys in fresh:
                self._answer(table, keys, turn)
            turn += 1

    def _answer(self, table: str, keys: pl.DataFrame, turn: int) -> None:
        found = pl.concat(list(self._found(table, keys)), how="diagonal")
        if not found.height:
            return
        self._note_straying(table, found)
        self._ask_further(table, found)
        for (part,), rows in found.group_by(PART):
            folder = self.folder / table / f"{PARTITION}={part}"
            folder.mkdir(parents=True, exist_ok=True)
            rows.drop(PART, KEY).with_columns(pl.lit(True).alias(GUEST)).write_parquet(
                folder / f"guests-{turn:02d}.parquet"
            )

    def _found(self, table: str, keys: pl.DataFrame) -> Iterator[pl.DataFrame]:
        declared = self._tables[table]
        key = comparable(self.split.column(table, str(declared.key)), declared)
        for part in range(self.split.count):
            others = keys.filter(pl.col(PART) != part)
            rows = self.split.scan(table, part).with_columns(key.alias(KEY))
            yield rows.join(others.lazy(), on=KEY, how="inner").collect()

    def _note_straying(self, table: str, found: pl.DataFrame) -> None:
        for (source, column), lost in self._pending.items():
            hit = self._tables[source].columns[column].link == table
            if hit and lost.join(found, on=[PART, KEY], how="semi").height:
                self.straying.add((source, column))

    def _ask_further(self, table: str, found: pl.DataFrame) -> None:
        for column in self._tables[table].columns.values():
            if column.link is not None and column.link in self.split.tables:
                link = comparable(self.split.column(table, column.name), self._tables[column.link])
                self.needs.add(column.link, found.select(PART, link.alias(KEY)))


def _everywhere(keys: pl.DataFrame) -> pl.DataFrame:
    """Of keys that stand in several partitions: each wanted in each of them."""
    double = keys.unique().group_by(KEY).len().filter(pl.col("len") > 1).select(KEY)
    return keys.unique().join(double, on=KEY, how="semi")

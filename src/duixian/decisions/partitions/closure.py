"""The rows that the last stage needs: all that its measures may look at, and what these rows link to.

Starting from the measures' own tables (whole), rows are added along the links that the measures follow, back and
forth, until none is left to add. Too many rows do no harm, so a table of which much is wanted is taken whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from duixian.decisions.partitions.homes import Link
from duixian.decisions.partitions.needs import comparable
from duixian.decisions.partitions.plan import Division, Plan
from duixian.decisions.partitions.sources import Source, Sources, column_of
from duixian.decisions.partitions.splitting import ROWS_AT_ONCE, placed_rows
from duixian.language.vocabulary import Purpose

_TEXT = "※文"
KEYS_IN_ALL = 2 * 1000 * 1000
"""Where more keys of a table than these are wanted, the table is taken whole."""


@dataclass(slots=True)
class Wish:
    """The rows wanted of one table: all, or those whose column (the key or a link) holds one of some texts."""

    whole: bool = False
    values: dict[str, pl.Series] = field(default_factory=dict)

    def add(self, column: str, values: pl.Series) -> bool:
        """Whether this wanted anything new."""
        held = self.values.get(column)
        fresh = values.drop_nulls().unique()
        if held is not None:
            fresh = fresh.filter(~fresh.is_in(held.implode()))
        if self.whole or not fresh.len():
            return False
        self.values[column] = fresh if held is None else pl.concat([held, fresh])
        self.whole = sum(known.len() for known in self.values.values()) > KEYS_IN_ALL
        return True

    def take_all(self) -> bool:
        """Whether it was not wanted whole before."""
        before, self.whole = self.whole, True
        return not before


class Closure:
    """The wishes of the last stage, by split table."""

    def __init__(self, plan: Plan, sources: Sources, division: Division) -> None:
        self._plan = plan
        self._sources = sources
        self._tables = plan.vocabulary.tables
        reaches = [plan.reaches[name] for name in division.far]
        self._linked: set[Link] = {link for reach in reaches for link in reach.linked}
        self.wishes: dict[str, Wish] = {}
        self._close(self._begin({t for r in reaches for t in (r.measure.table, *r.whole)}))

    def _begin(self, whole: Iterable[str]) -> set[str]:
        """What is wanted at first, and whence to go on: the measures' tables and every shared one."""
        paid = self._plan.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        begun = {t for t in (*whole, paid.name if paid and self._linked else "") if self._split(t)}
        for table in begun:
            self._wish(table).take_all()
        return begun | {table for table in self._sources.tables if not self._split(table)}

    def _split(self, table: str) -> bool:
        return table in self._sources.tables and self._plan.homes.splits(table)

    def _wish(self, table: str) -> Wish:
        return self.wishes.setdefault(table, Wish())

    def _close(self, grown: set[str]) -> None:
        while grown:
            wanted: set[str] = set()
            for table in sorted(grown):
                wanted |= set(self._from(table))
            grown = wanted

    def _from(self, table: str) -> Iterator[str]:
        """The split tables of which the rows wanted of a table want more."""
        steps = list(self._steps(table))  # a table may point here by more than one column
        if not steps:
            return
        many = self._sources.rows(table) > KEYS_IN_ALL and self._all_of(table)
        held = None if many else self._held(table, {own for (own, _), _ in steps})
        for (own, target), column in steps:
            wish = self._wish(target)
            new = wish.take_all() if held is None else wish.add(column, held[own])
            if new:
                yield target

    def _all_of(self, table: str) -> bool:
        return not self._split(table) or self._wish(table).whole

    def _steps(self, table: str) -> Iterator[tuple[tuple[str, str], str]]:
        """From a table's rows: by their own column, to the column of another table's rows."""
        declared = self._tables[table]
        for column in declared.columns.values():
            if column.link is not None and self._split(column.link):
                yield (column.name, column.link), str(self._tables[column.link].key)
        if declared.key is None:
            # Such a row is counted among its owners' rows, so all of them are needed.
            if self._split(table) and not self._wish(table).whole:
                first = self._plan.homes.first[table]
                yield (first, table), first
            return
        if self._split(table) and not self._wish(table).whole:
            yield (declared.key, table), declared.key
        for other, link in self._linked:
            if self._tables[other].columns[link].link == table and self._split(other):
                yield (declared.key, other), link

    def _held(self, table: str, columns: set[str]) -> pl.DataFrame:
        """The texts in some columns of the rows wanted."""
        found = [
            self.kept(source, source.scan())
            .select(self._text(source, column).alias(column) for column in sorted(columns))
            .unique()
            for source in self._sources.tables[table]
        ]
        return pl.concat(found).collect(engine="streaming")

    def _text(self, source: Source, name: str) -> pl.Expr:
        """A key's or a link's text, as others can be compared with it."""
        table = self._tables[source.table]
        column = table.columns[name]
        return comparable(
            column_of(source, column), table if column.link is None else self._tables[column.link]
        )

    def kept(self, source: Source, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The rows of a file that are wanted, in their order."""
        if self._all_of(source.table):
            return rows
        # A join looks each row up in one table of keys; a test of membership would build that table for every morsel.
        marks: list[str] = []
        for column, values in self._wish(source.table).values.items():
            marks.append(f"※要{len(marks)}")
            keys = values.alias(_TEXT).to_frame().lazy().with_columns(pl.lit(True).alias(marks[-1]))
            text = self._text(source, column).alias(_TEXT)
            rows = rows.with_columns(text).join(keys, on=_TEXT, how="left", maintain_order="left")
        if not marks:
            return rows.clear()
        return rows.filter(pl.any_horizontal(*marks).fill_null(value=False)).drop(_TEXT, *marks)


def gather(plan: Plan, sources: Sources, division: Division, folder: Path) -> Mapping[str, list[Path]]:
    """The files of the last stage: shared tables as they are, of split ones the rows wanted, written to a folder."""
    closure = Closure(plan, sources, division)
    found: dict[str, list[Path]] = {}
    for table, files in sources.tables.items():
        if not plan.homes.splits(table):
            found[table] = [source.path for source in files]
        elif table in closure.wishes or any(table in plan.reaches[name].tables for name in division.far):
            found[table] = [_gathered(closure, source, folder / table, n) for n, source in enumerate(files)]
    return found


def _gathered(closure: Closure, source: Source, folder: Path, place: int) -> Path:
    path = folder / f"{place:05d}.parquet"
    rows = closure.kept(source, placed_rows(source))
    rows.sink_parquet(path, mkdir=True, row_group_size=ROWS_AT_ONCE * 5, statistics=False)
    return path

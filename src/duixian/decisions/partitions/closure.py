"""The rows that the last stage needs: all that its measures may look at, and what these rows link to.

Each measure begins at its own table (whole) and adds rows along the links that it follows, back and forth, until none
is left to add. Then come the rows that only have to be there: payments made before, what any row points to, rows with
the same key, the other rows of an owner. Nothing is looked for from those. Too many rows do no harm, so a table of
which much is wanted is taken whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import polars as pl

from duixian.decisions.partitions.needs import comparable
from duixian.decisions.partitions.plan import Division, Plan
from duixian.decisions.partitions.reach import Reach, Tracks
from duixian.decisions.partitions.sources import Source, Sources, column_of
from duixian.decisions.partitions.splitting import ROWS_AT_ONCE, placed_rows
from duixian.language.vocabulary import Purpose

_TEXT = "※文"
KEYS_IN_ALL = 2 * 1000 * 1000
"""Where more keys of a table than these are wanted, the table is taken whole."""
KEYS_IN_A_NAME = 10_000
"""Wishes of no more keys than these are looked up once, however many measures have them."""


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

    def name(self) -> Hashable:
        """The same for the same rows, where few are wanted; None for many."""
        if self.whole or sum(known.len() for known in self.values.values()) > KEYS_IN_A_NAME:
            return None
        return frozenset((column, frozenset(known)) for column, known in self.values.items())

    def take(self, other: Wish) -> None:
        """What somebody else wants, too."""
        self.whole = self.whole or other.whole
        for column, values in other.values.items():
            self.add(column, values)


Wishes = dict[str, Wish]
Step = tuple[str, str, str]
"""From a row's own column to the column of another table."""


class Closure:
    """The wishes of the last stage, by table."""

    def __init__(self, plan: Plan, sources: Sources, division: Division) -> None:
        self._plan = plan
        self._sources = sources
        self._tables = plan.vocabulary.tables
        paid = plan.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        self._paid = paid.name if paid is not None else ""
        self.wishes: Wishes = {}
        self._known: dict[Hashable, pl.DataFrame] = {}
        for name in sorted(division.far):
            self._look(plan.reaches[name])
        self._complete(any(plan.reaches[name].from_cases.linked for name in division.far))

    def _look(self, reach: Reach) -> None:
        """What one measure may look at."""
        self._wanted({reach.measure.table, *reach.whole}, reach.from_cases)
        if reach.from_payments.linked:
            self._wanted({self._paid}, reach.from_payments)

    def _wanted(self, whole: Iterable[str], tracks: Tracks) -> None:
        found: Wishes = {}
        begun = {table for table in whole if table in self._sources.tables}
        for table in begun:
            found.setdefault(table, Wish()).take_all()
        self._close(found, begun, partial(self._along, tracks))
        for table, wish in found.items():
            self.wishes.setdefault(table, Wish()).take(wish)

    def _along(self, tracks: Tracks, table: str, wish: Wish) -> Iterator[Step]:
        """The ways on from the rows of a table that a measure looks at."""
        declared = self._tables[table]
        for column in declared.columns.values():
            if column.link is not None and (table, column.name) in tracks.followed:
                yield column.name, column.link, str(self._tables[column.link].key)
        if declared.key is not None:
            for other, link in tracks.linked:
                if self._tables[other].columns[link].link == table:
                    yield declared.key, other, link

    def _complete(self, with_payments: bool) -> None:
        """The rows that have to be there beside those that are looked at. Shared tables are there whole."""
        for table in self._sources.tables:
            if not self._split(table) or (with_payments and table == self._paid):
                self.wishes.setdefault(table, Wish()).take_all()
        self._close(self.wishes, set(self.wishes), self._beside)

    def _beside(self, table: str, wish: Wish) -> Iterator[Step]:
        """What the rows of a table need to be read as they are in the whole."""
        declared = self._tables[table]
        for column in declared.columns.values():
            if column.link is not None and self._split(column.link):
                yield column.name, column.link, str(self._tables[column.link].key)
        if self._split(table) and not wish.whole:
            # A row without a key is counted among its owner's rows, so all of them are needed.
            own = declared.key or self._plan.homes.first[table]
            yield own, table, own

    def _split(self, table: str) -> bool:
        return table in self._sources.tables and self._plan.homes.splits(table)

    def _close(self, wishes: Wishes, grown: set[str], steps: Callable[[str, Wish], Iterator[Step]]) -> None:
        while grown:
            wanted: set[str] = set()
            for table in sorted(grown):
                wanted |= set(self._from(wishes, table, list(steps(table, wishes[table]))))
            grown = wanted

    def _from(self, wishes: Wishes, table: str, steps: list[Step]) -> Iterator[str]:
        """The tables of which the rows wanted of a table want more."""
        steps = [step for step in steps if step[1] in self._sources.tables]
        if not steps:
            return
        many = self._sources.rows(table) > KEYS_IN_ALL and wishes[table].whole
        held = None if many else self._held(table, wishes[table], {own for own, _, _ in steps})
        for own, target, column in steps:
            wish = wishes.setdefault(target, Wish())
            if wish.take_all() if held is None else wish.add(column, held[own]):
                yield target

    def _held(self, table: str, wish: Wish, columns: set[str]) -> pl.DataFrame:
        """The texts in some columns of the rows wanted."""
        wanted = wish.name()
        if wanted is None:
            return self._read(table, wish, columns)
        name = table, wanted, frozenset(columns)
        if name not in self._known:
            self._known[name] = self._read(table, wish, columns)
        return self._known[name]

    def _read(self, table: str, wish: Wish, columns: set[str]) -> pl.DataFrame:
        found = [
            self._kept(source, source.scan(), wish)
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
        return self._kept(source, rows, self.wishes.get(source.table, Wish()))

    def _kept(self, source: Source, rows: pl.LazyFrame, wish: Wish) -> pl.LazyFrame:
        if wish.whole:
            return rows
        # A join looks each row up in one table of keys; a test of membership would build that table for every morsel.
        marks: list[str] = []
        for column, values in wish.values.items():
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
            found[table] = list(sources.files(table))
        elif table in closure.wishes or any(table in plan.reaches[name].tables for name in division.far):
            found[table] = [_gathered(closure, source, folder / table, n) for n, source in enumerate(files)]
    return found


def _gathered(closure: Closure, source: Source, folder: Path, place: int) -> Path:
    path = folder / f"{place:05d}.parquet"
    rows = closure.kept(source, placed_rows(source))
    rows.sink_parquet(path, mkdir=True, row_group_size=ROWS_AT_ONCE * 5, statistics=False)
    return path

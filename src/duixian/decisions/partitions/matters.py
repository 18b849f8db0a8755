"""Claims and payments that name a case as their matter go where the case is, whoever they belong to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from duixian.decisions.partitions.needs import KEY, PART, Needs, comparable
from duixian.decisions.partitions.sources import Source, column_of
from duixian.decisions.partitions.splitting import PARTITION, Split, placed_rows, sink
from duixian.language.vocabulary import Purpose, Table
from duixian.language.vocabulary.columns import MATTER_NUMBER
from duixian.language.vocabulary.writings import UNKNOWN_WORD
from duixian.registry.sources.placed import GUEST

PLACE = "※位"
MATTER = "※事"
_HASH = "※散"
_YEAR = r"/[0-9]{4}$"
_MOST_PLACES = 1 << 28


class Matters:
    """Sends claims and payments to the partitions of the cases that they name."""

    def __init__(self, done: Split, folder: Path) -> None:
        self._split = done
        self._folder = folder
        vocabulary = done.plan.vocabulary
        measured = {reach.measure.table for reach in done.plan.reaches.values()}
        self._cases = [t for t in done.tables if t in measured and vocabulary.tables[t].key is not None]

    def wish(self, needs: Needs) -> None:
        """Write the claims of every partition; ask for the payments (which have a home, as other rows do)."""
        vocabulary = self._split.plan.vocabulary
        claims = vocabulary.with_purpose(Purpose.CLAIMS)
        supplied = self._split.sources.tables
        if claims is not None and claims.name in supplied and claims.name not in self._split.tables:
            self._claims(claims)
        paid = vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        if paid is not None and paid.name in self._split.tables and paid.key is not None:
            needs.add(paid.name, self._payments(paid))

    def _claims(self, table: Table) -> None:
        sources = self._split.sources.tables[table.name]
        rows = pl.concat([source.scan().select(_matter(source), _key(source, table)) for source in sources])
        named = rows.with_row_index(PLACE).with_columns(pl.col(PLACE).cast(pl.Int64)).collect()
        # Which of several rows with one key counts is only seen with all of them.
        twice = named.filter(pl.col(KEY).is_null() | pl.col(KEY).is_duplicated())[PLACE]
        where = self._where(named.select(PLACE, MATTER), twice)
        begun = 0
        for place, source in enumerate(sources):
            placed = (
                placed_rows(source)
                .with_row_index(PLACE, offset=begun)
                .with_columns(pl.col(PLACE).cast(pl.Int64))
            )
            guests = placed.join(where.lazy(), on=PLACE, how="inner").drop(PLACE)
            sink(
                guests.with_columns(pl.lit(True).alias(GUEST)).rename({PART: PARTITION}),
                self._folder / table.name,
                place,
            )
            begun += source.rows

    def _payments(self, table: Table) -> pl.DataFrame:
        source = self._split.sources.tables[table.name][0]
        key = comparable(self._split.column(table.name, str(table.key)), table).alias(KEY)
        found = []
        for part in range(self._split.count):
            vague = _vague(table, source, str(self._split.plan.homes.person)).alias("※广")
            found.append(self._split.scan(table.name, part).select(key, _matter(source), vague).collect())
        rows = pl.concat(found).with_row_index(PLACE).with_columns(pl.col(PLACE).cast(pl.Int64))
        where = self._where(rows.select(PLACE, MATTER), rows.filter("※广")[PLACE])
        return where.join(rows.select(PLACE, KEY), on=PLACE).select(PART, KEY)

    def _where(self, matters: pl.DataFrame, everywhere: pl.Series) -> pl.DataFrame:
        """The partitions in which rows (by their place) name a case, and all of them for some."""
        hashed = matters.select(
            PLACE,
            pl.concat_list(pl.col(MATTER).hash(), pl.col(MATTER).str.replace(_YEAR, "").hash()).alias(_HASH),
            pl.col(MATTER),
        )
        names = hashed.filter(pl.col(MATTER).is_not_null()).select(PLACE, _HASH).explode(_HASH)
        maybe = _Sieve(names[_HASH])
        cases = pl.concat(
            pl.DataFrame({_HASH: maybe.left(self._keys(part))}).select(
                pl.lit(part, pl.Int32).alias(PART), _HASH
            )
            for part in range(self._split.count)
        )
        found = cases.join(names, on=_HASH).select(PART, PLACE)
        return pl.concat([self._everywhere(everywhere), found]).unique()

    def _everywhere(self, places: pl.Series) -> pl.DataFrame:
        parts = pl.DataFrame({PART: range(self._split.count)}, schema={PART: pl.Int32})
        return parts.join(places.cast(pl.Int64).alias(PLACE).to_frame(), how="cross")

    def _keys(self, part: int) -> pl.Series:
        """The hashes of the keys of one partition's cases."""
        tables = self._split.plan.vocabulary.tables
        found = [
            self._split.scan(name, part)
            .select(
                comparable(self._split.column(name, str(tables[name].key)), tables[name]).hash().alias(_HASH)
            )
            .drop_nulls()
            .collect()[_HASH]
            for name in self._cases
        ]
        return pl.concat(found) if found else pl.Series(_HASH, [], pl.UInt64)


class _Sieve:
    """Holds back most hashes that are none of some, in the time that looking them up in one array takes."""

    def __init__(self, hashes: pl.Series) -> None:
        known = hashes.to_numpy()
        places = 1 << max(16, (16 * len(known)).bit_length())
        self._mask = np.uint64(min(places, _MOST_PLACES) - 1)
        self._taken = np.zeros(int(self._mask) + 1, np.bool_)
        self._taken[known & self._mask] = True

    def left(self, hashes: pl.Series) -> pl.Series:
        """Those that may be among the known ones."""
        values = hashes.to_numpy()
        return pl.Series(values[self._taken[values & self._mask]], dtype=pl.UInt64)


def _matter(source: Source) -> pl.Expr:
    header = source.headers.get(MATTER_NUMBER)
    text = pl.lit(None, pl.String) if header is None else pl.col(header).cast(pl.String)
    return text.str.strip_chars().alias(MATTER)


def _key(source: Source, table: Table) -> pl.Expr:
    key = pl.lit(None, pl.String) if table.key is None else column_of(source, table.columns[table.key])
    return key.str.strip_chars().alias(KEY)


def _vague(table: Table, source: Source, person: str) -> pl.Expr:
    """Whether a payment may be anybody's: it names no person, or a cell of it is unknown."""
    tests = []
    for column in table.columns.values():
        cell = column_of(source, column).str.strip_chars()
        if column.link == person or not column.empty_is_none:
            tests.append(cell.is_null() | (cell == ""))
        if column.link == person:
            tests.append(~cell.str.contains("[0-9]").fill_null(value=False))
        tests.append((cell == UNKNOWN_WORD).fill_null(value=False))
    return pl.any_horizontal(tests)

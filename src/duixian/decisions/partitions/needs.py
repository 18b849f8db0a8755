"""Rows that a partition wants of other partitions: by table, partition and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from duixian.language.vocabulary import Shape, Table

KEY = "※键"
PART = "※份"
NEED = {PART: pl.Int32, KEY: pl.String}


def wanted(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Some wishes together, each once."""
    return pl.concat([pl.DataFrame(schema=NEED), *(frame.select(*NEED) for frame in frames)]).unique()


def comparable(cells: pl.Expr, table: Table) -> pl.Expr:
    """Texts of a table's keys as links and rows can be compared by: of numbers with a fixed shape blanks, small
    letters and wide characters do not count."""
    shape = table.columns[str(table.key)].shape
    text = cells.cast(pl.String).str.strip_chars(" \t\r\n\u3000\u00a0\ufeff")
    if shape not in (Shape.ID_NUMBER, Shape.CREDIT_CODE):
        return text
    wide = [chr(code + 0xFEE0) for code in range(0x21, 0x7F)]
    half = [chr(code) for code in range(0x21, 0x7F)]
    odd = text.str.contains(r"[^0-9A-Z]")
    tidy = text.str.replace_all(r"\s", "").str.replace_many(wide, half).str.to_uppercase()
    return pl.when(odd).then(tidy).otherwise(text)


@dataclass(slots=True)
class Needs:
    """What is wanted and not yet answered, and what was ever asked for."""

    asked: dict[str, pl.DataFrame] = field(default_factory=dict)
    open: dict[str, list[pl.DataFrame]] = field(default_factory=dict)

    def add(self, table: str, keys: pl.DataFrame) -> None:
        """Ask for rows (columns ``PART`` and ``KEY``)."""
        if keys.height:
            self.open.setdefault(table, []).append(keys)

    def taken(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """The wishes that were never asked before, by table; they then count as asked."""
        waiting: Mapping[str, list[pl.DataFrame]] = self.open
        self.open = {}
        for table, frames in waiting.items():
            fresh = wanted(frames).drop_nulls()
            before = self.asked.get(table)
            if before is not None:
                fresh = fresh.join(before, on=[PART, KEY], how="anti")
            if fresh.height:
                self.asked[table] = fresh if before is None else pl.concat([before, fresh])
                yield table, fresh

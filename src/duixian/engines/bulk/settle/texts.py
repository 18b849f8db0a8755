"""Texts by their places in some list, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from duixian.engines.bulk.settle.segments import Array
from duixian.language.columns import TableColumns, Texts


class KeyTexts(Sequence[str]):
    """The texts of the keys of a table's positions."""

    def __init__(self, table: TableColumns) -> None:
        self.table = table

    def __len__(self) -> int:
        return self.table.positions

    def __getitem__(self, place: Any) -> Any:
        return str(self.table.key(place))


def texts_at(texts: Sequence[str], places: Array) -> pl.Series:
    """The texts at some places; of an empty list, empty texts."""
    if not len(texts) or not len(places):
        return pl.Series([""] * len(places), dtype=pl.String)
    if isinstance(texts, KeyTexts) and int(places.max()) < texts.table.size:
        return texts.table.keys.gather(places)
    if isinstance(texts, Texts):
        return texts.series.gather(places)
    return pl.Series([texts[place] for place in places.tolist()], dtype=pl.String)

"""One row laid out as rows of an import are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.store.kept.cells import Texts
from duixian.registry.store.kept.layout import NOWHERE, SOURCE, laid_out
from duixian.registry.store.tokens import Veil
from duixian.registry.store.veiling import veil


@dataclass(frozen=True, slots=True)
class Laid:
    """What a fact's row holds of its own."""

    table: str
    key: str
    cells: Texts
    links: list[str]
    valid_from: date | None
    valid_to: date | None
    source: str

    def under(self, key: str) -> Laid:
        """The same under the key that it is kept under."""
        return replace(self, key=key)

    def fields(self) -> dict[str, Any]:
        """By the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__slots__}


def veiled_texts(table: Table, texts: Mapping[str, str], vocabulary: Vocabulary, by: Veil) -> Texts:
    """The texts with tokens in the place of numbers."""
    row = veil(table, frame_of(table, texts), vocabulary, by).row(0, named=True)
    return {name: text for name, text in row.items() if text is not None}


def lay_out(table: Table, texts: Texts, source: str) -> Laid:
    """A row of kept texts."""
    frame = frame_of(table, texts).with_columns(pl.lit(source).alias(SOURCE))
    row = laid_out(table, frame).row(0, named=True)
    links = [
        f"{column.link}:{texts[column.name]}"
        for column in table.columns.values()
        if column.link is not None and texts.get(column.name, "") not in NOWHERE
    ]
    return Laid(table.name, row["key"], dict(texts), links, row["valid_from"], row["valid_to"], source)


def frame_of(table: Table, texts: Mapping[str, str]) -> pl.DataFrame:
    """A row of texts as a frame, null where nothing is known."""
    return pl.DataFrame(
        {name: [texts.get(name)] for name in table.columns}, dict.fromkeys(table.columns, pl.String)
    )

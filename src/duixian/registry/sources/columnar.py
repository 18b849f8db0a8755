"""Parquet: typed columns, handed over as Python values."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from duixian.registry.notes import Note
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import Text


def open_parquet(path: Path) -> tuple[list[Sheet], list[Note]]:
    """The one sheet of a Parquet file; its rows count from 2, as if its headers stood in row 1."""
    try:
        frame = pl.read_parquet(path)
    except PolarsError as error:
        return [], [_unreadable(path, error)]
    return [Sheet(path.name, None, tuple(frame.columns), frame.rows())], []


def _unreadable(path: Path, error: PolarsError) -> Note:
    return Note(
        "parquet-unreadable",
        Text(f"不是可以读出的 Parquet：{error}", f"This Parquet file cannot be read: {error}"),
        Text("请重新导出。", "Export it again."),
        path.name,
        refused=True,
    )

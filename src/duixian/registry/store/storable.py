"""Texts that no database row can hold, said of their cells like any other fault."""

from __future__ import annotations

from operator import itemgetter

import polars as pl

from duixian.language.vocabulary import Table
from duixian.language.vocabulary.cells import CellError
from duixian.language.vocabulary.columns import MATTER_NUMBER
from duixian.registry.store.kept.layout import identity
from duixian.values.bilingual import Text

_NUL = "\x00"
LONGEST_KEY = 600
"""Characters of a cell by which rows are looked up; PostgreSQL's indexes hold no more than some 2700 bytes."""


def unstorable(table: Table, texts: pl.DataFrame) -> list[tuple[int, CellError]]:
    """The rows (by place) with a cell that cannot be kept."""
    looked_up = {MATTER_NUMBER, *(column.name for column in identity(table))}
    looked_up |= {column.name for column in table.columns.values() if column.link is not None}
    faults: list[tuple[int, CellError]] = []
    for name, column in table.columns.items():
        wrong = texts[name].str.contains(_NUL, literal=True).fill_null(value=False)
        faults += [(place, _sign(column.header)) for place in wrong.arg_true()]
        if name in looked_up:
            long = (texts[name].str.len_chars() > LONGEST_KEY).fill_null(value=False)
            faults += [(place, _length(column.header)) for place in long.arg_true()]
    return sorted(faults, key=itemgetter(0))


def _sign(header: str) -> CellError:
    return CellError(
        "cell-sign",
        Text("这一格含有看不见的空字符（NUL）。", "The cell holds an invisible sign (NUL)."),
        header,
        Text("请删去这一格，重新键入内容。", "Empty the cell and type its contents again."),
    )


def _length(header: str) -> CellError:
    return CellError(
        "cell-long",
        Text(f"这一格超过 {LONGEST_KEY} 个字。", f"The cell is longer than {LONGEST_KEY} characters."),
        header,
        Text(
            "这一列用于查找，请填写编号或简称。",
            "Rows are looked up by this column: write a number or a short name.",
        ),
    )

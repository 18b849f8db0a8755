"""What a table of results is: columns with a stable key, a heading in two languages and a kind, and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from duixian.values.bilingual import Text


class Form(Enum):
    """How a column's values are held: text, whole number, fen, calendar day, yes/no/unknown, words in the
    language of the run, or one word of a closed list, whose Chinese is its code."""

    TEXT = "text"
    COUNT = "count"
    FEN = "fen"
    DAY = "day"
    TRUTH = "truth"
    WORDS = "words"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``key``: its name in Parquet, never translated. ``width``: in a workbook, in half-width signs."""

    key: str
    title: Text
    form: Form = Form.TEXT
    width: int = 16


Row = tuple[Any, ...]
"""A value for each column: str, int, date, bool, Text, or None."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The head of a table. ``name``: of its file."""

    name: str
    title: Text
    columns: tuple[Column, ...]


Take = Callable[[Row, Iterable[Row]], None]
"""Takes further rows of a table that is being written: the cells they begin with alike, and the rest of each."""


def column(key: str, zh: str, en: str, form: Form = Form.TEXT, width: int = 16) -> Column:
    """A column in one line."""
    return Column(key, Text(zh, en), form, width)


TRUTHS = {True: Text("符合", "holds"), False: Text("不符合", "fails"), None: Text("未知", "unknown")}

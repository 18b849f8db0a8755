"""Workbooks of figures that open well: widths, types, a frozen head, and no text that a program would run.

Every text is written as text: ``=1+1`` in a name stays the five signs that it is. Amounts are numbers in yuan, made
from whole fen without a float; days and moments are dates.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from duixian.authorities.clock import OFFICE


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    MONEY = "money"
    COUNT = "count"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Money is given as whole fen; None in any column is an empty cell."""

    name: str
    kind: Kind = Kind.TEXT


Cell = str | int | date | datetime | None
NARROWEST, WIDEST = 6, 48
_SHEET_NAME = 31
_NEVER_IN_NAMES = str.maketrans("[]:*?/\\", "       ")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMATS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": False, "num_format": "@"},
    Kind.MONEY: {"num_format": "#,##0.00", "align": "right"},
    Kind.COUNT: {"num_format": "#,##0", "align": "right"},
    Kind.DAY: {"num_format": "yyyy-mm-dd", "align": "center"},
    Kind.MOMENT: {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
}
_SHOWN_WIDTH = {Kind.MONEY: 14, Kind.COUNT: 8, Kind.DAY: 12, Kind.MOMENT: 18}


def workbook(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    made_at: datetime,
    notes: Sequence[tuple[str, str]] = (),
) -> bytes:
    """An XLSX file with one sheet, and one of notes (name, words) where there are any. The same content, made at
    the same moment, gives the same bytes."""
    buffer = io.BytesIO()
    book = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    _figures(book, title, columns, rows)
    if notes:
        _notes(book, notes)
    book.close()
    return buffer.getvalue()


def _figures(book: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(title.translate(_NEVER_IN_NAMES).strip()[:_SHEET_NAME] or None)
    formats = {kind: book.add_format({"font_size": 11, **said}) for kind, said in _FORMATS.items()}
    quoted = book.add_format({"font_size": 11, "num_format": "@", "quote_prefix": True})
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "align": "center", "font_size": 11}
    )
    widths = [_width(column.name) + 2 for column in columns]
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, last, place, cell, column.kind, formats[column.kind], quoted)
            widths[place] = max(widths[place], _SHOWN_WIDTH.get(column.kind) or _width(str(cell or "")))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 1, NARROWEST), WIDEST))
    _for_reading(sheet, title, last, len(columns))


def _for_reading(sheet: Worksheet, title: str, rows: int, columns: int) -> None:
    """The head stays in sight, can be filtered by, and stands on every printed page."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), columns - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C" + title.replace("&", "&&"))
    sheet.set_footer("&C&P / &N")


def _write(
    sheet: Worksheet, row: int, place: int, cell: Cell, kind: Kind, form: Format, quoted: Format
) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, place, None, form)
        return
    if kind is Kind.TEXT:
        words = str(cell)
        # The quote keeps it a text even where somebody edits the cell or saves the sheet in another form.
        sheet.write_string(row, place, words, quoted if words.startswith(_RISKY) else form)
        return
    _WRITERS[kind](sheet, row, place, cell, form)


def _money(sheet: Worksheet, row: int, place: int, cell: Any, form: Format) -> None:
    sheet.write_number(row, place, Decimal(int(cell)).scaleb(-2), form)


def _count(sheet: Worksheet, row: int, place: int, cell: Any, form: Format) -> None:
    sheet.write_number(row, place, int(cell), form)


def _moment(sheet: Worksheet, row: int, place: int, cell: Any, form: Format) -> None:
    there = cell.astimezone(OFFICE) if isinstance(cell, datetime) else datetime.combine(cell, time())
    sheet.write_datetime(row, place, there.replace(tzinfo=None), form)


_WRITERS: dict[Kind, Callable[[Worksheet, int, int, Any, Format], None]] = {
    Kind.MONEY: _money,
    Kind.COUNT: _count,
    Kind.DAY: _moment,
    Kind.MOMENT: _moment,
}


def _notes(book: Workbook, notes: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("说明 Notes")
    name, words = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "num_format": "@"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for place, (title, said) in enumerate(notes):
        sheet.write_string(place, 0, title, name)
        sheet.write_string(place, 1, said, words)


def _width(words: str) -> int:
    """How many Latin letters wide: signs of Chinese take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)

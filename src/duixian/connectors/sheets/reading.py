"""A sheet from an outside system: our columns by their headers, cells as text, every fault named by row.

The file is wanted whole: a sheet with any fault gives no rows, so that nothing is half taken.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from duixian.connectors.errors import ConnectorError, FileRefused
from duixian.connectors.sheets.layout import Incoming
from duixian.registry.sources.folder import OPENINGS, open_file
from duixian.registry.sources.sheet import FIRST_ROW, Sheet, is_blank
from duixian.values.bilingual import Text

Made = TypeVar("Made")
LARGEST_FILE_BYTES = 50 * 1024 * 1024
_EXACT = 10**15
"""Excel keeps fifteen digits of a number; beyond them an account number has already been spoilt."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: our columns as text, and where it stands. A column that was not sent is ""."""

    cells: Mapping[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_sheet(layout: Incoming, file: str, content: bytes) -> list[Row]:
    """The lines of a file of theirs, in its order.

    Raises FileRefused: ``file-form``, ``file-large``, ``file-unreadable``, ``columns-missing``,
    ``lines-none``, and for cells ``cell-digits``, ``cell-word``, ``cell-kind``.
    """
    sheet = _opened(file, content)
    places = _places(layout, sheet, file)
    faults: list[ConnectorError] = []
    rows = [
        _row(layout, places, cells, f"{sheet.place} 第 {index + FIRST_ROW} 行", faults)
        for index, cells in enumerate(sheet.rows)
        if not is_blank(cells)
    ]
    if not rows:
        faults.append(_fault("lines-none", file, _NO_LINES))
    if faults:
        raise FileRefused(file, tuple(faults))
    return rows


def _opened(file: str, content: bytes) -> Sheet:
    """The first sheet. Registers' readers work on paths, so the bytes pass through a private folder."""
    ending = Path(file).suffix.lower()
    if ending not in OPENINGS or ending == ".parquet":
        raise _refused("file-form", file, _FORM)
    if len(content) > LARGEST_FILE_BYTES:
        raise _refused("file-large", file, _LARGE)
    with tempfile.TemporaryDirectory(prefix="duixian-") as folder:
        path = Path(folder) / f"file{ending}"
        path.write_bytes(content)
        sheets, notes = open_file(path)
    refused = [note for note in notes if note.refused]
    if refused:
        raise _refused("file-unreadable", file, (refused[0].message, refused[0].remedy))
    if not sheets:
        raise _refused("lines-none", file, _NO_LINES)
    return Sheet(file, sheets[0].name, sheets[0].headers, sheets[0].rows)


def _places(layout: Incoming, sheet: Sheet, file: str) -> dict[str, int]:
    """Where each of our columns stands."""
    at = {header: place for place, header in reversed(list(enumerate(sheet.headers)))}
    found = {
        ours: at[header]
        for ours, theirs in layout.columns.items()
        if (header := next((h for h in theirs if h in at), None)) is not None
    }
    missing = [ours for ours in layout.columns if ours not in found and ours not in layout.optional]
    if missing:
        raise _refused("columns-missing", file, _without(missing, layout))
    return found


def _row(
    layout: Incoming, places: Mapping[str, int], cells: object, where: str, faults: list[ConnectorError]
) -> Row:
    assert isinstance(cells, list | tuple)
    texts: dict[str, str] = {}
    for ours, place in places.items():
        text, wrong = _text(cells[place])
        text, unknown = _worded(layout.words.get(ours), text)
        texts[ours] = text
        faults.extend(_fault(code, f"{where}「{ours}」", words) for code, words in (*wrong, *unknown))
    return Row(texts, where)


_Faults = list[tuple[str, tuple[Text, Text]]]


def _text(cell: object) -> tuple[str, _Faults]:
    """A cell as text. Workbooks hand numbers over as floats: whole ones within fifteen digits are exact."""
    if cell is None:
        return "", []
    if isinstance(cell, str):
        return cell.strip(), []
    if isinstance(cell, bool):
        return "", [("cell-kind", _KIND)]
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat(), []
    return (cell.isoformat(), []) if isinstance(cell, date) else ("", [("cell-kind", _KIND)])


def _number(cell: Any) -> tuple[str, _Faults]:
    if not math.isfinite(cell) or abs(cell) >= _EXACT:
        return "", [("cell-digits", _DIGITS)]
    return (str(int(cell)) if cell == int(cell) else repr(cell)), []


def _worded(words: Mapping[str, str] | None, text: str) -> tuple[str, _Faults]:
    """Our word for theirs; a word that the layout does not know is a fault, never a guess."""
    if words is None:
        return text, []
    if text in words:
        return words[text], []
    return "", [("cell-word", _strange(text, list(words)))]


def each(rows: list[Row], file: str, read: Callable[[Row], Made]) -> list[Made]:
    """What ``read`` makes of each row. Raises FileRefused with the ConnectorErrors of all rows together."""
    made: list[Made] = []
    faults: list[ConnectorError] = []
    for row in rows:
        try:
            made.append(read(row))
        except ConnectorError as fault:
            faults.append(fault)
    if faults:
        raise FileRefused(file, tuple(faults))
    return made


def _refused(code: str, file: str, words: tuple[Text, Text]) -> FileRefused:
    return FileRefused(file, (_fault(code, file, words),))


def _fault(code: str, where: str, words: tuple[Text, Text]) -> ConnectorError:
    return ConnectorError(code, words[0], where, words[1])


def _without(missing: list[str], layout: Incoming) -> tuple[Text, Text]:
    named = "；".join(f"{ours}（{'、'.join(layout.columns[ours])}）" for ours in missing)
    return (
        Text(f"缺少这些列：{named}。", f"These columns are missing: {named}."),
        Text(
            "表头应在第 1 行；请核对文件或版式说明。", "Headers stand in row 1; check the file or the layout."
        ),
    )


def _strange(text: str, known: list[str]) -> tuple[Text, Text]:
    named = "、".join(known)
    return (
        Text(f"不认识「{text}」。", f"'{text}' is not known here."),
        Text(
            f"认识的有：{named}；对方新用的词请先写入版式说明。",
            f"Known: {named}. Enter a new word of theirs into the layout first.",
        ),
    )


_FORM = (
    Text("不是 CSV 或 Excel 文件。", "Neither a CSV nor an Excel file."),
    Text("请让对方导出 .csv 或 .xlsx。", "Ask for .csv or .xlsx."),
)
_LARGE = (
    Text("文件超过 50 MB。", "The file is larger than 50 MB."),
    Text("请分成几个文件。", "Split it into several files."),
)
_NO_LINES = (
    Text("文件里没有明细。", "The file holds no line."),
    Text("请核对是否导出完整。", "Check that the export is complete."),
)
_DIGITS = (
    Text(
        "这个号码被存成了数字，后几位已经丢失。",
        "A long number was stored as a number; its last digits are lost.",
    ),
    Text("请把这一列设为文本格式后重新导出。", "Make the column text and export again."),
)
_KIND = (
    Text("这个单元格不是文字、数字或日期。", "The cell is neither text, nor a number, nor a date."),
    Text("请改成文字后重新导出。", "Make it text and export again."),
)

"""CSV: UTF-8 with or without a byte order mark; GB18030 is recognised and said, never assumed in silence."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from duixian.registry.notes import Note
from duixian.registry.sources.sheet import Sheet, sheet_of
from duixian.values.bilingual import Text

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def open_csv(path: Path) -> tuple[list[Sheet], list[Note]]:
    """The one sheet of a CSV file, every cell text. A file in no known encoding is refused by a note."""
    text, notes = decoded(path)
    if text is None:
        return [], notes
    try:
        return [sheet_of(path.name, None, csv.reader(io.StringIO(text, newline=""), strict=True))], notes
    except csv.Error as error:
        return [], [*notes, _malformed(path, error)]


def decoded(path: Path) -> tuple[str | None, list[Note]]:
    """The text of a file and what there is to say about its encoding; None where no known encoding fits."""
    data = path.read_bytes()
    if data.startswith(_UTF16):
        return None, [_no_encoding(path)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030"), [_gb18030(path)]
    except UnicodeDecodeError:
        return None, [_no_encoding(path)]


def _gb18030(path: Path) -> Note:
    return Note(
        "csv-gb18030",
        Text("文件不是 UTF-8 编码，已按 GB18030（国标）读入。", "Not UTF-8: it was read as GB18030."),
        Text(
            "请抽看几行姓名、单位名称有无乱码；另存为「CSV UTF-8」可消除本提示。",
            "Look at some names; saving as 'CSV UTF-8' removes this note.",
        ),
        path.name,
    )


def _no_encoding(path: Path) -> Note:
    return Note(
        "csv-encoding",
        Text("文件的编码既不是 UTF-8 也不是 GB18030。", "The file is neither UTF-8 nor GB18030."),
        Text(
            "请在 Excel 中另存为「CSV UTF-8（逗号分隔）」或 .xlsx。",
            "In Excel, save as 'CSV UTF-8 (comma delimited)' or .xlsx.",
        ),
        path.name,
        refused=True,
    )


def _malformed(path: Path, error: csv.Error) -> Note:
    return Note(
        "csv-malformed",
        Text(f"不是合格的 CSV：{error}", f"Not well-formed CSV: {error}"),
        Text("请检查引号是否成对，或另存为 .xlsx。", "Check that quotes come in pairs, or save as .xlsx."),
        path.name,
        refused=True,
    )

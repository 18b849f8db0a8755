"""Which table a file or sheet is, and which column each of its headers means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import column_named, nearest_word, unknown_column
from duixian.registry.notes import Note
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import Text

REMARK = "※"
"""Headers that begin with this sign are remarks for people (the reasons in a file of rejects), not columns."""

_SEPARATORS = "-_—. ·（("


@dataclass(frozen=True, slots=True)
class Assigned:
    """A sheet with the table it holds and, for each column found, the place of its header."""

    sheet: Sheet
    table: Table
    columns: tuple[tuple[int, Column], ...]


def tables_in(
    path: Path, sheets: Iterable[Sheet], vocabulary: Vocabulary, part_of: Table | None = None
) -> tuple[list[tuple[Sheet, Table]], list[Note]]:
    """The sheets that hold tables: by the sheet's name, else the first by the file's name, or else as a part of a
    table; notes on the rest."""
    opened = list(sheets)
    named = [(sheet, table) for sheet in opened if (table := _table_named(sheet.name, vocabulary))]
    of_file = _table_of_file(path, vocabulary) or part_of
    if not named and of_file is not None:
        named = [(sheet, of_file) for sheet in opened[:1]]
    held = {id(sheet) for sheet, _ in named}
    if opened and not held:
        return [], [_unknown_name(path.stem, path.name, vocabulary)]
    return named, [_unknown_name(s.name or "", s.place, vocabulary) for s in opened if id(s) not in held]


def assign(sheet: Sheet, table: Table) -> tuple[Assigned | None, list[Note]]:
    """The columns of a sheet; None, with a note that says why, when the sheet cannot be this table."""
    found: list[tuple[int, Column]] = []
    notes: list[Note] = []
    for place, header in enumerate(sheet.headers):
        column = column_named(table, header)
        if column is not None:
            found.append((place, column))
        elif header and not header.startswith(REMARK):
            notes.append(_unknown_header(sheet, table, header))
    refusal = _refusal(sheet, table, [column for _, column in found])
    if refusal is not None:
        return None, [*notes, refusal]
    return Assigned(sheet, table, tuple(found)), [*notes, *_left_out(sheet, table, found)]


def _table_named(name: str | None, vocabulary: Vocabulary) -> Table | None:
    return vocabulary.tables.get("".join((name or "").split()))


def _table_of_file(path: Path, vocabulary: Vocabulary) -> Table | None:
    """人员.csv, and 人员-2.csv or 人员（二）.csv: a table may come in several files."""
    stem = "".join(path.stem.split())
    exact = vocabulary.tables.get(stem)
    begun = (t for t in vocabulary.tables.values() if stem.startswith(tuple(t.name + s for s in _SEPARATORS)))
    return exact or next(begun, None)


def _unknown_name(name: str, where: str, vocabulary: Vocabulary) -> Note:
    nearest = nearest_word(name, list(vocabulary.tables))
    zh, en = (f"是否为「{nearest}」？", f"Did you mean '{nearest}'? ") if nearest else ("", "")
    return Note(
        "table-unknown",
        Text(f"没有名为「{name}」的登记表，没有读。", f"No register is named '{name}'; it was not read."),
        Text(
            f"{zh}请用登记表的名称命名文件或工作表。", f"{en}Name the file or the sheet after the register."
        ),
        where,
    )


def _unknown_header(sheet: Sheet, table: Table, header: str) -> Note:
    fault = unknown_column(table, header)
    message = Text(f"{fault.message.zh}这一列没有读。", f"{fault.message.en} The column was not read.")
    return Note(fault.code, message, fault.remedy, sheet.place)


def _refusal(sheet: Sheet, table: Table, found: list[Column]) -> Note | None:
    missing = [c.header for c in table.columns.values() if c.required and c not in found]
    twice = sorted({c.header for c in found if found.count(c) > 1})
    if missing:
        return _not_read(
            "column-missing",
            Text(
                f"缺少必填列：{'、'.join(missing)}。", f"Required columns are missing: {', '.join(missing)}."
            ),
            Text(
                "表头应在第 1 行；请补上这些列，或下载导入模板。",
                "Headers stand in row 1: add the columns, or use the template.",
            ),
            sheet,
        )
    if twice:
        return _not_read(
            "column-twice",
            Text(f"有两列都是「{'、'.join(twice)}」。", f"Two columns both mean {', '.join(twice)}."),
            Text("请只保留一列。", "Keep one of them."),
            sheet,
        )
    return None


def _not_read(code: str, message: Text, remedy: Text, sheet: Sheet) -> Note:
    return Note(code, message, remedy, sheet.place, refused=True)


def _left_out(sheet: Sheet, table: Table, found: list[tuple[int, Column]]) -> list[Note]:
    present = {column.name for _, column in found}
    absent = [c.header for c in table.columns.values() if c.name not in present]
    if not absent:
        return []
    return [
        Note(
            "column-left-out",
            Text(
                f"没有这些列，按未知处理：{'、'.join(absent)}。",
                f"These columns are not there, hence unknown: {', '.join(absent)}.",
            ),
            Text(
                "没有内容而确知没有的，请补上空列。",
                "Where it is known that there is none, add the empty column.",
            ),
            sheet.place,
        )
    ]

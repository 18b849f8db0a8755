"""The sheets of a folder, each with the table it holds; notes on what holds none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duixian.language.vocabulary import Vocabulary
from duixian.registry.headers import Assigned, assign, tables_in
from duixian.registry.notes import Note
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import Text

Opening = Callable[[Path], tuple[list[Sheet], list[Note]]]


def assigned_in(path: Path, vocabulary: Vocabulary, opening: Opening) -> tuple[list[Assigned], list[Note]]:
    """The sheets of one file that hold tables of registers."""
    sheets, notes = opening(path)
    named, unknown = tables_in(path, sheets, vocabulary)
    notes = [*notes, *unknown]
    found = []
    for sheet, table in named:
        assigned, said = (
            (None, [_is_catalogue(sheet.place, table.name)]) if table.catalogue else assign(sheet, table)
        )
        notes += said
        if assigned is not None:
            found.append(assigned)
    return found, notes


def not_supplied(folder: str, vocabulary: Vocabulary, supplied: set[str]) -> list[Note]:
    """The note on tables that a folder lacks, if any."""
    missing = [name for name in vocabulary.tables if name not in supplied]
    return [_not_supplied(folder, missing)] if missing else []


def _is_catalogue(where: str, table: str) -> Note:
    return Note(
        "table-is-catalogue",
        Text(
            f"「{table}」是政策自带的目录，这个文件没有读。",
            f"'{table}' comes with the policy; the file was not read.",
        ),
        Text(
            "要改动，请改政策文件夹里的声明。", "To change it, change the declaration in the policy's folder."
        ),
        where,
        refused=True,
    )


def _not_supplied(folder: str, missing: list[str]) -> Note:
    return Note(
        "tables-not-supplied",
        Text(
            f"没有提供这些登记表，与之有关的条件为未知：{'、'.join(missing)}。",
            f"These registers were not supplied; what depends on them is unknown: {', '.join(missing)}.",
        ),
        Text(
            "确知没有记录的，请放一张只有表头的空表。",
            "Where there are no records, put an empty table with its headers.",
        ),
        folder,
    )

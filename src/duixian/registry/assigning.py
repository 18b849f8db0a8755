"""The sheets of a folder, each with the table it holds; notes on what holds none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.headers import Assigned, assign, tables_in
from duixian.registry.notes import Note
from duixian.registry.sources.folder import files_of
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import Text

Opening = Callable[[Path], tuple[list[Sheet], list[Note]]]


@dataclass(frozen=True, slots=True)
class Register:
    """A file of a registry. ``part_of``: the table in whose folder it stands, if in any."""

    path: Path
    part_of: Table | None = None


def registers_in(folder: Path, vocabulary: Vocabulary) -> tuple[list[Register], list[Note]]:
    """The files of a folder, then those of its sub-folders that are named for a table and hold it in parts.

    Raises RegistryError (``registry-no-folder``)."""
    files, notes = files_of(folder)
    found = [Register(path) for path in files]
    for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
        table = vocabulary.tables.get("".join(inner.name.split()))
        if table is not None:
            notes = [note for note in notes if note.where != inner.name]
            parts, said = files_of(inner)
            found += [Register(path, table) for path in parts]
            notes += said
    return found, notes


def assigned_in(
    path: Path, vocabulary: Vocabulary, opening: Opening, part_of: Table | None = None
) -> tuple[list[Assigned], list[Note]]:
    """The sheets of one file that hold tables of registers."""
    sheets, notes = opening(path)
    named, unknown = tables_in(path, sheets, vocabulary, part_of)
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

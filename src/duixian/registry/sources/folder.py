"""A folder of registers: its files in order of name, each opened by what its name ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from duixian.registry.notes import Note, RegistryError
from duixian.registry.sources.columnar import open_parquet
from duixian.registry.sources.delimited import open_csv
from duixian.registry.sources.sheet import Sheet
from duixian.registry.sources.workbook import open_workbook
from duixian.values.bilingual import Text

Opening = Callable[[Path], tuple[list[Sheet], list[Note]]]

OPENINGS: Mapping[str, Opening] = {
    ".csv": open_csv,
    ".parquet": open_parquet,
    ".xlsx": open_workbook,
    ".xlsm": open_workbook,
    ".xls": open_workbook,
}


def files_of(folder: Path) -> tuple[list[Path], list[Note]]:
    """The files that can be opened, and a note on each other one; hidden and lock files (.x, ~$x) are passed over.

    Raises RegistryError (``registry-no-folder``).
    """
    if not folder.is_dir():
        raise _no_folder(folder)
    entries = sorted(p for p in folder.iterdir() if not p.name.startswith((".", "~$")))
    known = [p for p in entries if p.is_file() and p.suffix.lower() in OPENINGS]
    return known, [_passed_over(p) for p in entries if p not in known]


def open_file(path: Path) -> tuple[list[Sheet], list[Note]]:
    """The sheets of one file of ``files_of``, and what there is to say about it."""
    return OPENINGS[path.suffix.lower()](path)


def _no_folder(folder: Path) -> RegistryError:
    return RegistryError(
        "registry-no-folder",
        Text("没有这个文件夹。", "There is no such folder."),
        str(folder),
        Text(
            "请核对路径；登记表每张一个文件，放在同一个文件夹里。",
            "Check the path: one file per register, in one folder.",
        ),
    )


def _passed_over(path: Path) -> Note:
    return Note(
        "file-passed-over",
        Text("不是登记表文件，没有读。", "Not the file of a register; it was passed over."),
        Text(f"登记表应为 {'、'.join(OPENINGS)} 文件。", f"Registers end in {', '.join(OPENINGS)}."),
        path.name,
    )

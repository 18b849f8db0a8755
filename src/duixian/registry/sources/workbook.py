"""Excel workbooks, read by calamine: text, numbers, dates and booleans as the cells hold them."""

from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from duixian.registry.notes import Note
from duixian.registry.sources.sheet import Sheet, sheet_of
from duixian.values.bilingual import Text

CHOICES_SHEET = "可选值"
"""The hidden sheet of a template that holds its drop-down lists; it is no table."""


def open_workbook(path: Path) -> tuple[list[Sheet], list[Note]]:
    """Every sheet of a workbook, in order. A file that is no workbook is refused by a note."""
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            names = [name for name in workbook.sheet_names if name != CHOICES_SHEET]
            return [_sheet(path, name, workbook.get_sheet_by_name(name)) for name in names], []
    except PasswordError:
        return [], [_locked(path)]
    except CalamineError as error:
        return [], [_no_workbook(path, error)]


def _sheet(path: Path, name: str, sheet: CalamineSheet) -> Sheet:
    # Rows and columns are counted from A1, so that a row's number is the one Excel shows.
    return sheet_of(path.name, name, iter(sheet.to_python(skip_empty_area=False)))


def _locked(path: Path) -> Note:
    return Note(
        "workbook-locked",
        Text("工作簿有密码。", "The workbook has a password."),
        Text("请去掉密码后另存。", "Save it without the password."),
        path.name,
        refused=True,
    )


def _no_workbook(path: Path, error: CalamineError) -> Note:
    return Note(
        "workbook-unreadable",
        Text(f"不是可以读出的工作簿：{error}", f"This workbook cannot be read: {error}"),
        Text("请用 Excel 打开后另存为 .xlsx。", "Open it in Excel and save it as .xlsx."),
        path.name,
        refused=True,
    )

"""The file of rejects that goes back to the office: the whole row as it was, and what to do about it.

A workbook has a sheet per table with the table's own headers, so that a corrected sheet can be imported as it
is: the added columns begin with ※ and are passed over. A CSV has one line per fault, the row in its last cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from duixian.registry.headers import REMARK
from duixian.registry.rejects import Reject
from duixian.registry.writing import TEXT_FORMAT, new_workbook, unknown_format
from duixian.values.bilingual import language_of

_FORMULA_SIGNS = ("=", "+", "@", "-", "\t", "\r")
_CSV_HEADERS = {
    "zh": ("登记表", "文件", "工作表", "行", "列", "内容", "问题", "怎么办", "原行"),
    "en": ("register", "file", "sheet", "row", "column", "value", "problem", "what to do", "whole row"),
}
_REMARKS = {"zh": ("出处", "问题", "怎么办"), "en": ("place", "problem", "what to do")}


def write_rejects(rejects: Iterable[Reject], path: Path, lang: str = "zh", file_format: str = "xlsx") -> Path:
    """The rejects as ``xlsx`` or ``csv`` in ``zh`` or ``en``. Raises RegistryError (``registry-format``)."""
    language = language_of(lang)
    if file_format == "xlsx":
        _write_workbook(list(rejects), path, language)
    elif file_format == "csv":
        _write_csv(rejects, path, language)
    else:
        raise unknown_format(file_format, ["xlsx", "csv"])
    return path


def _write_csv(rejects: Iterable[Reject], path: Path, lang: str) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_CSV_HEADERS[lang])
        writer.writerows(_line(reject, lang) for reject in rejects)


def _line(reject: Reject, lang: str) -> list[object]:
    place = [reject.table, reject.file, reject.sheet or "", reject.row, reject.column]
    words = [reject.expected.lang(lang), reject.remedy.lang(lang)]
    return [*place, _harmless(_shown(reject.value)), *words, _whole(reject.raw)]


def _whole(raw: Mapping[str, object]) -> str:
    return json.dumps({header: _shown(cell) for header, cell in raw.items()}, ensure_ascii=False)


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def _harmless(text: str) -> str:
    """A cell that a spreadsheet would take for a formula, as text; the whole row keeps it unchanged."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _write_workbook(rejects: list[Reject], path: Path, lang: str) -> None:
    by_table: dict[str, list[list[Reject]]] = {}
    for faults in _rows(rejects):
        by_table.setdefault(faults[0].table, []).append(faults)
    with new_workbook(path) as workbook:
        text = workbook.add_format({"num_format": TEXT_FORMAT})
        bold = workbook.add_format({"bold": True})
        for table, rows in by_table.items() or [(REMARK, [])]:
            sheet = workbook.add_worksheet(table)
            headers = list(dict.fromkeys(header for faults in rows for header in faults[0].raw))
            sheet.write_row(0, 0, [*headers, *(REMARK + word for word in _REMARKS[lang])], bold)
            for number, faults in enumerate(rows, start=1):
                cells = [_shown(faults[0].raw.get(header)) for header in headers]
                for place, cell in enumerate([*cells, *_remarks(faults, lang)]):
                    sheet.write_string(number, place, cell, text)


def _rows(rejects: list[Reject]) -> list[list[Reject]]:
    rows: dict[tuple[str, str | None, int], list[Reject]] = {}
    for reject in rejects:
        rows.setdefault((reject.file, reject.sheet, reject.row), []).append(reject)
    return list(rows.values())


def _remarks(faults: list[Reject], lang: str) -> list[str]:
    problems = "；".join(f"{r.column}：{r.expected.lang(lang)}".lstrip("：") for r in faults)
    remedies = "".join(dict.fromkeys(r.remedy.lang(lang) for r in faults))
    return [faults[0].place, problems, remedies]

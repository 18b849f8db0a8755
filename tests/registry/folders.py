"""Small folders of registers for tests: a table's rows as texts, written as CSV or Excel."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from duixian.language.vocabulary import load_vocabulary
from duixian.registry import Reading, read_registry
from duixian.values.credit_code import make_credit_code
from duixian.values.id_number import make_id_number

VOCABULARY = load_vocabulary()
ANN = make_id_number("110105", date(1990, 1, 1), 2)
BOB = make_id_number("110105", date(1985, 5, 5), 1)
MILL = make_credit_code("110105", 1)

Rows = Sequence[Sequence[object]]


def write_csv(folder: Path, name: str, rows: Rows, encoding: str = "utf-8") -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_xlsx(path: Path, sheets: dict[str, Rows]) -> Path:
    with xlsxwriter.Workbook(str(path)) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def people(*rows: Sequence[object]) -> Rows:
    return [("身份证号", "姓名"), *rows]


def read(folder: Path) -> Reading:
    return read_registry(folder, VOCABULARY)


def kinds(reading: Reading) -> list[str]:
    return [reject.kind for reject in reading.rejects]


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]

"""A few rows handed over as sheets are read as files of registers are."""

from __future__ import annotations

from pathlib import Path

from duixian.registry import Reading, read_sheets
from duixian.registry.sources.sheet import Sheet
from tests.registry.folders import ANN, BOB, VOCABULARY, Rows, kinds, people, read, write_csv

CERTIFICATES: Rows = [
    ("证书编号", "身份证号", "技能等级", "发证日期"),
    ("Z1", ANN, "高级工", "2022-05-01"),
    ("Z2", "110105199001010000", "高级工", "2022-05-01"),
    ("Z3", BOB, "没有的等级", "2022-05-01"),
    ("Z4", BOB, "技师", "2022-05-02"),
]


def handed_over(**tables: Rows) -> Reading:
    sheets = {name: Sheet(name, None, tuple(map(str, rows[0])), rows[1:]) for name, rows in tables.items()}
    return read_sheets(sheets, VOCABULARY)


def test_rows_handed_over_give_the_records_and_the_faults_of_the_same_rows_in_files(tmp_path: Path) -> None:
    registers = {"人员": people((ANN, "安"), (BOB, "博")), "技能证书": CERTIFICATES}
    for name, rows in registers.items():
        write_csv(tmp_path, name, rows)
    files, handed = read(tmp_path), handed_over(**registers)
    for name in registers:
        assert [r.values for r in handed.facts.rows(name)] == [r.values for r in files.facts.rows(name)]
    assert kinds(handed) == kinds(files) != []


def test_only_tables_handed_over_are_known() -> None:
    assert handed_over(人员=people()).facts.supplied == {"人员"}

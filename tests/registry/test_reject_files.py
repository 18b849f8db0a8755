from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from duixian.registry import RegistryError, write_rejects
from tests.registry.folders import ANN, BOB, kinds, people, read, write_csv

BAD = people(("1", "=cmd()"), (ANN, ""), (BOB, "博"))


def test_the_csv_has_a_line_per_fault_with_the_whole_row(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", BAD)
    path = write_rejects(read(tmp_path).rejects, tmp_path / "拒收.txt", "en", "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, first, second = csv.reader(file)
    assert head[:6] == ["register", "file", "sheet", "row", "column", "value"]
    assert first[:6] == ["人员", "人员.csv", "", "2", "身份证号", "1"]
    assert json.loads(first[-1]) == {"身份证号": "1", "姓名": "=cmd()"}
    assert "required" in second[6]


def test_a_value_that_looks_like_a_formula_is_made_harmless_but_kept_in_the_whole_row(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people(("=1+1", "安")))
    path = write_rejects(read(tmp_path).rejects, tmp_path / "拒收.txt", "zh", "csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        line = list(csv.reader(file))[1]
    assert line[5] == "'=1+1"
    assert json.loads(line[-1])["身份证号"] == "=1+1"


def test_a_corrected_workbook_of_rejects_can_be_imported_as_it_is(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.mkdir()
    good.mkdir()
    write_csv(bad, "人员", people((ANN, "")))
    rejects = read(bad).rejects
    write_rejects(rejects, good / "拒收.xlsx")
    again = read(good)
    assert kinds(again) == ["cell-required"]
    assert again.rejects[0].raw["※问题"] == "姓名：「姓名」必填，不能为空。"
    assert not [note for note in again.notes if note.code == "column-unknown"]


def test_no_rejects_make_an_empty_workbook(tmp_path: Path) -> None:
    assert write_rejects([], tmp_path / "拒收.xlsx", "en").stat().st_size > 0


def test_an_unknown_format_is_refused_with_those_known(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="xlsx"):
        write_rejects([], tmp_path / "x", "zh", "pdf")


def test_a_reject_is_a_sentence_in_both_languages(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", BAD)
    reject = read(tmp_path).rejects[-1]
    assert reject.render("zh").startswith("人员.csv 第 3 行「姓名」：")
    assert reject.render("en").startswith("人员.csv row 3, 姓名: '姓名' is required")
    assert ANN not in repr(reject)

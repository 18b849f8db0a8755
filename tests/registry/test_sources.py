from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.registry.folders import ANN, BOB, codes, kinds, people, read, write_csv, write_xlsx


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_or_without_its_mark(tmp_path: Path, encoding: str) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安")), encoding)
    reading = read(tmp_path)
    assert reading.counts["人员"].kept == 1
    assert "csv-gb18030" not in codes(reading)


def test_gb18030_is_read_and_said(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安𠮷")), "gb18030")
    reading = read(tmp_path)
    assert reading.facts.rows("人员")[0].values["姓名"] == "安𠮷"
    assert codes(reading)[0] == "csv-gb18030"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01", b"\x80\xff\x80\xff", b'"a"b,c\n'])
def test_a_csv_that_cannot_be_read_is_refused_and_the_others_go_on(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "家庭.csv").write_bytes(data)
    write_csv(tmp_path, "人员", people((ANN, "安")))
    reading = read(tmp_path)
    assert [note.where for note in reading.refused] == ["家庭.csv"]
    assert reading.counts["人员"].kept == 1


@pytest.mark.parametrize("name", ["人员.xlsx", "人员.parquet"])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no such thing")
    assert [note.where for note in read(tmp_path).refused] == [name]


def test_excel_cells_are_read_by_their_type(tmp_path: Path) -> None:
    rows = [
        ("统一社会信用代码", "年度", "营业收入", "裁员率"),
        ("91350100M000100Y43", 2021, 1234.5, 0.015),
    ]
    write_xlsx(tmp_path / "单位年度数据.xlsx", {"Sheet1": rows})
    values = read(tmp_path).facts.rows("单位年度数据")[0].values
    assert (values["年度"], values["营业收入"], str(values["裁员率"])) == (2021, 123_450, "3/200")


def test_an_id_number_typed_as_a_number_is_rejected_with_the_way_out(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "人员.xlsx", {"人员": people((int(BOB[:17] + "0"), "博"))})
    reading = read(tmp_path)
    assert kinds(reading) == ["cell-text"]
    assert "文本" in reading.rejects[0].remedy.zh


def test_one_and_true_are_not_the_same_cell(tmp_path: Path) -> None:
    rows = [("统一社会信用代码", "年度"), ("91350100M000100Y43", True), ("91350100M000100Y43", 1)]
    write_xlsx(tmp_path / "单位年度数据.xlsx", {"Sheet1": rows})
    reading = read(tmp_path)
    assert [(r.kind, r.row) for r in reading.rejects] == [("cell-type", 2)]
    assert reading.facts.rows("单位年度数据")[0].values["年度"] == 1


def test_parquet_is_read_with_its_types(tmp_path: Path) -> None:
    frame = pl.DataFrame({"身份证号": [ANN], "姓名": ["安"], "出生日期": [date(1990, 1, 1)]})
    frame.write_parquet(tmp_path / "人员.parquet")
    assert read(tmp_path).facts.rows("人员")[0].values["出生日期"] == date(1990, 1, 1)


def test_a_row_with_a_cell_too_many_is_rejected_and_kept_whole(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安", "多"), (BOB, "博", "")))
    reading = read(tmp_path)
    assert kinds(reading) == ["row-too-long"]
    assert reading.rejects[0].raw == {"身份证号": ANN, "姓名": "安", "（第 3 列）": "多"}
    assert reading.counts["人员"].kept == 1


def test_a_short_row_is_read_as_if_its_end_were_empty(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", [("身份证号", "姓名", "性别"), (ANN, "安")])
    assert read(tmp_path).facts.rows("人员")[0].values["性别"] is None


def test_an_empty_file_has_no_required_column(tmp_path: Path) -> None:
    (tmp_path / "人员.csv").write_bytes(b"")
    assert [note.code for note in read(tmp_path).refused] == ["column-missing"]

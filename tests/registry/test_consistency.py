from __future__ import annotations

from pathlib import Path

from tests.registry.folders import ANN, BOB, MILL, kinds, people, read, write_csv

EMPLOYERS = [("统一社会信用代码", "名称"), (MILL, "厂")]
POSTS = ("身份证号", "统一社会信用代码", "岗位编码", "起始日期", "终止日期")
CERTIFICATES = ("证书编号", "身份证号", "技能等级", "发证日期")


def test_a_period_that_ends_before_it_begins_is_rejected(tmp_path: Path) -> None:
    rows = [
        (ANN, MILL, "1", "2021-07-01", "2021-06-30"),
        (ANN, MILL, "2", "2021-07-01", "2021-07-01"),
        (ANN, MILL, "3", "2021-07-01", ""),
    ]
    write_csv(tmp_path, "岗位", [POSTS, *rows])
    reading = read(tmp_path)
    assert [(r.kind, r.row, r.column) for r in reading.rejects] == [("period-reversed", 2, "终止日期")]
    assert reading.counts["岗位"].kept == 2


def test_a_birth_date_against_the_id_number_is_rejected(tmp_path: Path) -> None:
    write_csv(
        tmp_path, "人员", [("身份证号", "姓名", "出生日期"), (ANN, "安", "1990-01-02"), (BOB, "博", "")]
    )
    reading = read(tmp_path)
    assert kinds(reading) == ["birth-contradicts"]
    assert reading.counts["人员"].kept == 1


def test_the_same_row_twice_counts_once_wherever_it_stands(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安"), (ANN, " 安 ")))
    write_csv(tmp_path, "人员-2", people((ANN, "安")))
    reading = read(tmp_path)
    assert kinds(reading) == ["row-duplicate", "row-duplicate"]
    assert reading.counts["人员"].kept == 1


def test_a_row_of_a_table_without_key_may_stand_only_once(tmp_path: Path) -> None:
    row = (ANN, MILL, "1", "2021-07-01", "")
    write_csv(tmp_path, "岗位", [POSTS, row, row])
    assert kinds(read(tmp_path)) == ["row-duplicate"]


def test_one_key_with_other_contents_is_rejected_and_names_the_difference(tmp_path: Path) -> None:
    rows = [("A1", ANN, "高级工", "2021-07-01"), ("A1", ANN, "技师", "2021-07-01")]
    write_csv(tmp_path, "技能证书", [CERTIFICATES, *rows])
    reading = read(tmp_path)
    assert kinds(reading) == ["key-conflict"]
    assert "技能等级" in reading.rejects[0].expected.zh
    assert "技能证书.csv 第 2 行" in reading.rejects[0].expected.zh
    assert reading.facts.rows("技能证书")[0].values["技能等级"] == "高级工"


def test_a_link_to_nobody_is_rejected_where_that_table_was_supplied(tmp_path: Path) -> None:
    write_csv(tmp_path, "技能证书", [CERTIFICATES, ("A1", ANN, "高级工", "2021-07-01")])
    assert kinds(read(tmp_path)) == []
    write_csv(tmp_path, "人员", people((BOB, "博")))
    reading = read(tmp_path)
    assert kinds(reading) == ["link-missing"]
    assert "「人员」中没有这个「身份证号」" in reading.rejects[0].expected.zh


def test_what_points_to_a_rejected_row_falls_with_it_all_the_way(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((BOB, "博")))
    write_csv(tmp_path, "技能证书", [CERTIFICATES, ("A1", ANN, "高级工", "2021-07-01")])
    write_csv(tmp_path, "培训", [("培训编号", "身份证号", "证书编号"), ("P1", BOB, "A1"), ("P2", BOB, "")])
    reading = read(tmp_path)
    assert [(r.table, r.kind) for r in reading.rejects] == [
        ("技能证书", "link-missing"),
        ("培训", "link-missing"),
    ]
    assert [row.key for row in reading.facts.rows("培训")] == ["P2"]


def test_a_branch_may_point_to_a_head_office_in_its_own_table(tmp_path: Path) -> None:
    other = "91350100M000100Y43"
    rows = [("统一社会信用代码", "名称", "总机构代码"), (MILL, "分厂", other), (other, "总厂", "")]
    write_csv(tmp_path, "用人单位", rows)
    assert kinds(read(tmp_path)) == []


def test_every_fault_of_a_row_is_told_and_the_good_rows_go_on(tmp_path: Path) -> None:
    rows = [("", "1", "高手", "2021-02-30"), ("A2", ANN, "三级", "2021/7/1")]
    write_csv(tmp_path, "技能证书", [CERTIFICATES, *rows])
    reading = read(tmp_path)
    assert sorted(kinds(reading)) == ["cell-category", "cell-date", "cell-id-number", "cell-required"]
    assert {r.row for r in reading.rejects} == {2}
    assert reading.facts.rows("技能证书")[0].values["技能等级"] == "高级工"
    assert reading.counts["技能证书"].rejected == 1

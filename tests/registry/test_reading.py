from __future__ import annotations

from pathlib import Path

import pytest

from duixian.language.absent import ABSENT
from duixian.language.vocabulary import Vocabulary, read_declarations
from duixian.registry import RegistryError, read_registry
from tests.registry.folders import (
    ANN,
    BOB,
    MILL,
    VOCABULARY,
    codes,
    kinds,
    people,
    read,
    write_csv,
    write_xlsx,
)

INSURED = ("身份证号", "统一社会信用代码", "起月", "止月")


def test_a_folder_of_registers_becomes_facts(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安")))
    reading = read(tmp_path)
    record = reading.facts.find("人员", ANN)
    assert record is not None
    assert record.values["姓名"] == "安"
    assert record.source == "人员.csv"
    assert reading.counts["人员"].kept == 1


def test_a_table_that_nobody_supplied_is_unknown_and_said_so(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people())
    reading = read(tmp_path)
    assert reading.facts.supplied == {"人员"}
    note = next(note for note in reading.notes if note.code == "tables-not-supplied")
    assert set(note.message.en.rstrip(".").split(": ")[1].split(", ")) == set(VOCABULARY.tables) - {"人员"}


def test_the_same_table_in_two_places_is_put_together(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安")))
    write_xlsx(tmp_path / "登记.xlsx", {"人员": people((BOB, "博")), "家庭": [("家庭编号",), ("J1",)]})
    reading = read(tmp_path)
    assert {row.key for row in reading.facts.rows("人员")} == {ANN, BOB}
    assert reading.facts.find("家庭", "J1") is not None


@pytest.mark.parametrize("name", ["人员", "人员-2", "人员（二）", "人员_2021", "人 员"])
def test_a_file_is_known_by_the_name_it_begins_with(tmp_path: Path, name: str) -> None:
    write_csv(tmp_path, name, people((ANN, "安")))
    assert read(tmp_path).counts["人员"].kept == 1


def test_a_workbook_named_for_a_table_may_have_a_sheet_of_any_name(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "人员.xlsx", {"Sheet1": people((ANN, "安")), "说明": [("请看",)]})
    reading = read(tmp_path)
    assert reading.counts["人员"].kept == 1
    assert codes(reading)[0] == "table-unknown"


def test_a_table_may_come_in_the_parts_of_a_folder_of_its_name(tmp_path: Path) -> None:
    parts = tmp_path / "人员"
    parts.mkdir()
    write_csv(parts, "人员-00001", people((ANN, "安")))
    write_csv(parts, "part-2", people((BOB, "博"), (ANN, "安")))
    (parts / "_SUCCESS").write_text("", encoding="utf-8")
    (tmp_path / "别的").mkdir()
    reading = read(tmp_path)
    assert (reading.counts["人员"].kept, kinds(reading)) == (2, ["row-duplicate"])
    assert {note.where for note in reading.notes if note.code == "file-passed-over"} == {"_SUCCESS", "别的"}


def test_an_unknown_file_is_named_with_the_nearest_table(tmp_path: Path) -> None:
    write_csv(tmp_path, "技能证件", [("甲",)])
    note = read(tmp_path).notes[0]
    assert (note.code, note.where) == ("table-unknown", "技能证件.csv")
    assert "是否为「技能证书」" in note.remedy.zh


def test_an_unknown_column_is_passed_over_with_the_nearest_one(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", [("身份证号", "姓名", "出生日子"), (ANN, "安", "x")])
    reading = read(tmp_path)
    assert reading.counts["人员"].kept == 1
    assert "Did you mean '出生日期'" in reading.notes[0].render("en")


def test_a_file_without_a_required_column_is_refused_whole(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", [("身份证号",), (ANN,)])
    reading = read(tmp_path)
    assert [note.code for note in reading.refused] == ["column-missing"]
    assert "姓名" in reading.refused[0].message.en
    assert "人员" not in reading.facts.supplied


def test_two_columns_of_one_meaning_are_refused(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", [("身份证号", "公民身份号码", "姓名"), (ANN, BOB, "安")])
    assert [note.code for note in read(tmp_path).refused] == ["column-twice"]


def test_a_column_left_out_is_unknown_but_an_empty_cell_may_mean_none(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", [("身份证号", "姓名", "死亡日期"), (ANN, "安", "")])
    reading = read(tmp_path)
    values = reading.facts.rows("人员")[0].values
    assert values["死亡日期"] is ABSENT
    assert values["毕业日期"] is None
    assert "毕业日期" in next(n for n in reading.notes if n.code == "column-left-out").message.zh


def test_blank_rows_are_no_rows_but_count_in_the_numbering(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安"), ("", ""), ("1", "博")))
    reading = read(tmp_path)
    assert reading.counts["人员"].read == 2
    assert reading.rejects[0].row == 4


def test_keys_by_place_do_not_depend_on_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [(ANN, MILL, f"2021-{m:02d}", "") for m in range(1, 8)]
    orders = (rows, rows[::-1], rows[3:] + rows[:3])
    keyed = []
    for place, order in enumerate(orders):
        folder = tmp_path / str(place)
        folder.mkdir()
        write_csv(folder, "参保", [INSURED, *order])
        keyed.append({row.key: row.values["起月"] for row in read(folder).facts.rows("参保")})
    assert keyed[0] == keyed[1] == keyed[2]


def test_a_catalogue_comes_from_the_policy_and_not_from_a_file(tmp_path: Path) -> None:
    declared = {"表": {"目录": {"列": {"名称": "文本"}, "数据": [{"名称": "甲"}]}}}
    vocabulary: Vocabulary = read_declarations(declared, VOCABULARY)
    write_csv(tmp_path, "目录", [("名称",), ("乙",)])
    reading = read_registry(tmp_path, vocabulary)
    assert [row.values["名称"] for row in reading.facts.rows("目录")] == ["甲"]
    assert [note.code for note in reading.refused] == ["table-is-catalogue"]


def test_reading_reports_its_progress_to_the_end(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people())
    steps: list[tuple[int, int, str]] = []
    read_registry(tmp_path, VOCABULARY, progress=lambda *step: steps.append(step))
    assert [done for done, _, _ in steps] == [0, 1, 2, 3, 4]
    assert steps[0] == (0, 4, "人员.csv")


def test_a_folder_that_is_not_there_is_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as caught:
        read(tmp_path / "无此")
    assert "没有这个文件夹" in caught.value.render("zh")
    assert "no such folder" in caught.value.render("en")


def test_what_is_no_register_is_passed_over_and_hidden_files_are_not_mentioned(tmp_path: Path) -> None:
    for name in ("说明.txt", ".hidden.csv", "~$人员.xlsx"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    reading = read(tmp_path)
    assert [note.where for note in reading.notes if note.code == "file-passed-over"] == ["说明.txt"]
    assert kinds(reading) == []

"""What is read into columns is what is read into records, on samples with their planted faults and on odd files."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duixian.language.vocabulary import Vocabulary, read_declarations
from duixian.registry import columns_of, read_columns, read_registry
from duixian.registry.sample import write_sample
from tests.registry.folders import ANN, BOB, MILL, VOCABULARY, people, write_csv, write_xlsx
from tests.registry.likeness import read_alike, shown
from tests.registry.profiles import shipped_profile

CERTIFICATES = ("证书编号", "身份证号", "技能等级", "发证日期")
SMALL = read_declarations(
    {
        "等级": {"等": {"成员": ["低", "中", "高"], "别名": {"三级": "高"}}},
        "表": {
            "人": {
                "主键": "号",
                "列": {"号": {"类型": "身份证号", "必填": "是"}, "出生日期": "日期", "户": "户"},
            },
            "户": {
                "主键": "户号",
                "列": {"户号": {"类型": "文本", "必填": "是"}, "上级户": {"类型": "户", "空": "无"}},
            },
            "事": {
                "主键": "编号",
                "发生日": "日",
                "期间": ["起", "止"],
                "列": {
                    "编号": "文本",
                    "人": {"类型": "人", "别名": ["身份证号"]},
                    "日": "日期",
                    "起": "月份",
                    "止": {"类型": "月份", "空": "无"},
                },
            },
            "段": {
                "期间": ["自", "至"],
                "列": {
                    "人": {"类型": "人", "必填": "是"},
                    "户": {"类型": "户", "空": "无"},
                    "自": "日期",
                    "至": "日期",
                    "话": "文本",
                    "等": "等",
                    "钱": "金额",
                    "比": "比率",
                    "数": "数",
                    "个": "整数",
                    "长": "月数",
                    "天": "天数",
                    "是": "是否",
                    "地": "区划",
                },
            },
        },
    },
    Vocabulary({}, {}),
)
ODD: dict[str, list[str]] = {
    "号": [ANN, BOB, ANN.lower(), f" {ANN}", "110105199001010029", "1", "", "无"],
    "人": [ANN, BOB, f"{BOB} ", BOB.lower(), "110105198505050011", "", "未知", "无"],
    "出生日期": ["1990-01-01", "1985/5/5", "1985-05-05", "", "未知"],
    "户": ["a", "b", " a", "c", "", "无"],
    "户号": ["a", "b", "c", "b\u3000", ""],
    "上级户": ["a", "b", "z", "", "未知"],
    "编号": ["1", "2", "10", "甲", "1 ", "'", '"', ""],
    "日": ["2021-07-01", "2021.7.1", "2021-02-30", "1899-12-31", "20210701", "", "无"],
    "起": ["2021-07", "2021年7月", "2021-13", "2022-01", ""],
    "止": ["2021-08", "2021-06", "", "未知"],
    "自": ["2021-07-01", "2021-07-02", "2021-07-01 00:00:00", ""],
    "至": ["2021-07-01", "2021-06-30", "", "无"],
    "话": ["a", "ab", "a'", 'a"', "甲", " a", "", "无", "未知", "\\"],
    "等": ["低", "中", "三级", "高 ", "奇", ""],
    "钱": ["1", "1.5", "1.50", "01", "-1", "1万元", "1.234", "９", "", "10"],
    "比": ["60%", "0.6", "3/5", "60", "1", ""],
    "数": ["1", "0.5", "1/3", "x", ""],
    "个": ["1", "01", "-3", "12", "1.5", "9999999999999999999", ""],
    "长": ["36", "3年", "-1", ""],
    "天": ["30", "30天", ""],
    "是": ["是", "否", "无", "有", "yes", "y", "maybe", ""],
    "地": ["110105", "330113", "临平区", "无此地", ""],
}


@st.composite
def folders(draw: st.DrawFn) -> list[tuple[str, list[str], list[list[str]]]]:
    """A few files: their names, headers and rows."""
    found = []
    for name in draw(st.lists(st.sampled_from(["人", "户", "事", "段", "事-2", "段-2", "奇"]), unique=True)):
        table = SMALL.tables.get(name[0])
        known = list(table.columns) if table else ["x"]
        headers = draw(st.permutations(known)) if draw(st.booleans()) else known
        headers = [*headers, *draw(st.lists(st.sampled_from(["※备注", "奇列", ""]), max_size=1))]
        kept = draw(st.integers(0, len(headers))) if draw(st.integers(0, 4)) == 0 else len(headers)
        headers = list(headers)[:kept] or ["x"]
        row = st.tuples(*(st.sampled_from(ODD.get(header, ["", "x"])) for header in headers)).map(list)
        found.append((name, headers, draw(st.lists(row, max_size=7))))
    return found


Files = list[tuple[str, list[str], list[list[str]]]]


@settings(max_examples=100, deadline=None)
@given(folders(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_any_csv_is_read_alike(files: Files, quoted: bool, newline: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, headers, rows in files:
            text = io.StringIO()
            writer = csv.writer(text, "unix" if quoted else "excel", lineterminator=newline)
            writer.writerows([headers, *rows])
            (Path(folder) / f"{name}.csv").write_bytes(text.getvalue().encode())
        read_alike(Path(folder), SMALL)


@settings(max_examples=60, deadline=None)
@given(folders())
def test_any_parquet_of_texts_is_read_alike(files: Files) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, headers, rows in files:
            if len(set(headers)) == len(headers):
                frame = pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row")
                nulls = frame.with_columns(pl.when(pl.all() != "").then(pl.all()))
                nulls.write_parquet(Path(folder) / f"{name}.parquet")
        read_alike(Path(folder), SMALL)


@pytest.mark.parametrize("file_format", ["csv", "parquet", "xlsx"])
def test_a_sample_with_its_planted_faults_is_read_alike(
    tmp_path: Path, file_format: str, linping: Vocabulary
) -> None:
    write_sample(tmp_path, 300, 3, profile=shipped_profile(), file_format=file_format)
    assert read_alike(tmp_path, linping).rejects


TYPED: dict[str, list[Any]] = {
    "自": [date(2021, 7, 1), date(1800, 1, 1), None],
    "至": [datetime(2021, 7, 2, 3, 4), datetime(2021, 6, 1), None],
    "话": [1.0, 1e17, None],
    "钱": [Decimal("1.50"), Decimal("1.55"), None],
    "比": [0.6, float("inf"), 60.0],
    "数": [float("inf"), 0.1, -0.0],
    "个": [1, 0, None],
    "长": [36, -1, None],
    "天": [1.5, 30.0, None],
    "是": [True, False, None],
    "地": [110105, 33, None],
}


def test_a_parquet_of_typed_columns_is_read_alike(tmp_path: Path) -> None:
    frame = pl.DataFrame({"人": [ANN, BOB, ANN], **TYPED})
    pl.concat([frame, frame.reverse(), frame]).write_parquet(tmp_path / "段.parquet")
    assert read_alike(tmp_path, SMALL).counts["段"].read == 9


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_is_read_alike(tmp_path: Path, encoding: str) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安"), (BOB, "博"), ("1", "x")), encoding)
    read_alike(tmp_path, VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "身份证号,姓名",
        "身份证号,姓名\n",
        f"身份证号,姓名\n{ANN},安",
        f"身份证号,姓名\n\n{ANN},安\n",
        f"身份证号,姓名\n{ANN}\n",
        f"身份证号,姓名\n{ANN},安,多\n",
        f"身份证号,姓名\n{ANN},安,\n",
        f"身份证号,姓名,\n{ANN},安,\n",
        f"身份证号,姓名\n,\n{ANN},安\n",
        f'身份证号,姓名\n{ANN},"安\n安"\n',
        f'身份证号,姓名\n{ANN},"安\n',
        f"身份证号,姓名\r{ANN},安\r",
        f" 身份证号 ,姓名\n{ANN},安\n",
        f"身份证号,姓名\n{ANN},\x00\n",
        "家庭编号\nJ1\n\nJ2\n",
    ],
)
def test_every_odd_csv_is_read_alike(tmp_path: Path, text: str) -> None:
    name = "家庭" if text.startswith("家") else "人员"
    (tmp_path / f"{name}.csv").write_bytes(text.encode())
    read_alike(tmp_path, VOCABULARY)


def test_files_that_cannot_be_read_are_told_alike(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安")))
    whole = tmp_path / "家庭.parquet"
    pl.DataFrame({"家庭编号": [f"J{n}" for n in range(5000)]}).write_parquet(whole)
    data = bytearray(whole.read_bytes())
    data[50:2000] = b"\xff" * 1950
    whole.write_bytes(bytes(data))
    (tmp_path / "机构.parquet").write_bytes(b"x")
    (tmp_path / "岗位.txt").write_bytes(b"x")
    assert {note.code for note in read_alike(tmp_path, VOCABULARY).notes} >= {"parquet-unreadable"}


def test_a_table_from_files_of_several_kinds_is_read_alike(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((ANN, "安")))
    write_xlsx(tmp_path / "人员-2.xlsx", {"人员": people((ANN, "安"), (BOB, "博"))})
    pl.DataFrame({"身份证号": [BOB], "姓名": ["博"], "出生日期": ["1985-05-05"]}).write_parquet(
        tmp_path / "人员_3.parquet"
    )
    assert len(read_alike(tmp_path, VOCABULARY).rejects) == 2


def test_a_table_in_the_parts_of_a_folder_is_read_alike(tmp_path: Path) -> None:
    parts = tmp_path / "人员"
    parts.mkdir()
    for number, person in enumerate((ANN, BOB, ANN)):
        pl.DataFrame({"身份证号": [person], "姓名": ["名"]}).write_parquet(parts / f"part-{number}.parquet")
    write_csv(tmp_path, "人员", people((BOB, "博")))
    assert [reject.file for reject in read_alike(tmp_path, VOCABULARY).rejects] == [
        "part-1.parquet",
        "part-2.parquet",
    ]


def test_links_are_followed_and_fall_alike(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people((BOB, "博")))
    write_csv(tmp_path, "技能证书", [CERTIFICATES, ("A1", ANN, "高级工", "2021-07-01")])
    write_csv(tmp_path, "培训", [("培训编号", "身份证号", "证书编号"), ("P1", BOB, "A1"), ("P2", BOB, "")])
    write_csv(tmp_path, "用人单位", [("统一社会信用代码", "名称", "总机构代码"), (MILL, "厂", "x")])
    assert len(read_alike(tmp_path, VOCABULARY).rejects) == 3


def test_links_to_a_table_that_nobody_supplied_keep_their_keys(tmp_path: Path) -> None:
    rows = [(f"A{n}", person, "技师", "2021-07-01") for n, person in enumerate((BOB, ANN, BOB))]
    write_csv(tmp_path, "技能证书", [CERTIFICATES, *rows])
    people_linked = read_alike(tmp_path, VOCABULARY).columns.table("技能证书")
    assert people_linked.cells("人员").values.tolist() == [0, 1, 0]


def test_a_vocabulary_with_keys_that_are_no_texts_is_read_alike(tmp_path: Path) -> None:
    numbered = read_declarations({"表": {"年": {"主键": "年度", "列": {"年度": "整数"}}}}, Vocabulary({}, {}))
    write_csv(tmp_path, "年", [("年度",), ("2021",), ("02021",)])
    assert read_alike(tmp_path, numbered).columns.table("年").size == 1


def test_a_catalogue_comes_from_the_policy_in_columns_too(tmp_path: Path) -> None:
    declared = {
        "表": {
            "目录": {"主键": "名称", "列": {"名称": "文本"}, "数据": [{"名称": "甲"}]},
            "人员": {"列": {"目": "目录"}},
        }
    }
    vocabulary = read_declarations(declared, VOCABULARY)
    write_csv(tmp_path, "目录", [("名称",), ("乙",)])
    write_csv(tmp_path, "人员", [("身份证号", "姓名", "目"), (ANN, "安", "甲"), (BOB, "博", "丙")])
    columns = read_alike(tmp_path, vocabulary).columns
    assert sorted(columns.table("人员").cells("目").values.tolist()) == [0, 1]


def test_an_empty_folder_is_read_alike(tmp_path: Path) -> None:
    assert read_alike(tmp_path, VOCABULARY).columns.supplied == frozenset()


def test_frames_are_read_like_files(tmp_path: Path) -> None:
    frames = {"人员": pl.DataFrame({"身份证号": [BOB, ANN, "1"], "姓名": ["博", "安", "x"]})}
    frames["人员"].write_parquet(tmp_path / "人员.parquet")
    read, records = columns_of(frames, VOCABULARY), read_registry(tmp_path, VOCABULARY)
    assert [row.values for row in read.facts.rows("人员")] == [
        row.values for row in records.facts.rows("人员")
    ]
    assert [reject.kind for reject in read.rejects] == [reject.kind for reject in records.rejects]


def test_reading_into_columns_reports_its_progress_to_the_end(tmp_path: Path) -> None:
    write_csv(tmp_path, "人员", people())
    steps: list[tuple[int, int, str]] = []
    read_columns(tmp_path, VOCABULARY, progress=lambda *step: steps.append(step))
    assert [done for done, _, _ in steps] == [0, 1, 2]
    assert shown(read_columns(tmp_path, VOCABULARY).facts)["人员"] == []

"""The files of a table: what a spreadsheet, a program and a person find in them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from duixian.cli.results import writers
from duixian.cli.results.layout import Form, Row, Sheet, column
from duixian.cli.results.words import Said
from duixian.values.bilingual import Text

COLUMNS = (
    column("id", "编号", "Number"),
    column("amount", "金额", "Amount", Form.FEN),
    column("on", "日期", "Day", Form.DAY),
    column("holds", "判断", "Truth", Form.TRUTH),
    column("count", "次", "Count", Form.COUNT),
    column("verdict", "结果", "Verdict", Form.CODE),
    column("why", "说明", "Why", Form.WORDS),
)
FIRST: Row = (
    "330101199001011234",
    123_456,
    date(2022, 7, 1),
    True,
    3,
    Text("符合", "eligible"),
    Text("甲", "a"),
)
BLANK: Row = (None, None, None, None, None, None, None)


SHEET = Sheet("table", Text("表", "Table"), COLUMNS)


def write(path: Path, lang: str, *rows: Row) -> None:
    """One table, its rows taken one by one."""
    with writers.WRITERS[path.suffix[1:]](path, SHEET, lang) as take:
        for row in rows:
            take(row[:2], [row[2:]])


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_csv_shows_yuan_days_and_words(tmp_path: Path) -> None:
    write(tmp_path / "t.csv", "en", FIRST, BLANK)
    head, first, blank = csv_rows(tmp_path / "t.csv")
    assert head == ["Number", "Amount", "Day", "Truth", "Count", "Verdict", "Why"]
    assert first == ["330101199001011234", "1234.56", "2022-07-01", "holds", "3", "eligible", "a"]
    assert blank == ["", "", "", "unknown", "", "", ""]


def test_a_csv_starts_with_the_mark_that_spreadsheets_need(tmp_path: Path) -> None:
    write(tmp_path / "t.csv", "zh", FIRST)
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "=cmd|' /C calc'!A0"])
def test_no_text_of_a_csv_is_a_formula(tmp_path: Path, text: str) -> None:
    write(tmp_path / "t.csv", "zh", (text, *BLANK[1:]))
    assert csv_rows(tmp_path / "t.csv")[1][0] == f"'{text}"


def test_a_negative_amount_of_a_csv_stays_a_number(tmp_path: Path) -> None:
    write(tmp_path / "t.csv", "zh", (None, -150, *BLANK[2:]))
    assert csv_rows(tmp_path / "t.csv")[1][1] == "-1.50"


def test_a_workbook_holds_typed_cells_and_texts(tmp_path: Path) -> None:
    write(tmp_path / "t.xlsx", "zh", FIRST, ("=1+1", *BLANK[1:]))
    page = CalamineWorkbook.from_path(tmp_path / "t.xlsx").get_sheet_by_name("表").to_python()
    assert page[0] == ["编号", "金额", "日期", "判断", "次", "结果", "说明"]
    assert page[1] == ["330101199001011234", 1234.56, date(2022, 7, 1), "符合", 3.0, "符合", "甲"]
    assert page[2][0] == "=1+1"


def test_a_workbook_goes_on_to_a_further_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "LAST_ROW", 2)
    write(tmp_path / "t.xlsx", "en", FIRST, FIRST, FIRST)
    book = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    assert book.sheet_names == ["Table", "Table 2"]
    assert [len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names] == [3, 2]


def test_the_same_table_gives_the_same_workbook(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, "zh", FIRST)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_parquet_keeps_fen_days_and_unknown_and_codes_in_chinese(tmp_path: Path) -> None:
    write(tmp_path / "t.parquet", "en", FIRST, BLANK)
    frame = pl.read_parquet(tmp_path / "t.parquet")
    assert frame.rows() == [
        ("330101199001011234", 123_456, date(2022, 7, 1), True, 3, "符合", "a"),
        (None, None, None, None, None, None, None),
    ]
    assert frame.columns == [c.key for c in COLUMNS]


def test_an_empty_table_still_has_its_head(tmp_path: Path) -> None:
    for file_format in writers.WRITERS:
        write(tmp_path / f"t.{file_format}", "zh")
    assert csv_rows(tmp_path / "t.csv") == [[c.title.zh for c in COLUMNS]]
    assert pl.read_parquet(tmp_path / "t.parquet").width == len(COLUMNS)


def test_a_long_table_is_written_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers, "_CHUNK_ROWS", 2)
    rows = [(str(n), n, *BLANK[2:]) for n in range(5)]
    write(tmp_path / "t.parquet", "zh", *rows)
    assert pl.read_parquet(tmp_path / "t.parquet")["amount"].to_list() == list(range(5))
    assert [path.name for path in tmp_path.iterdir()] == ["t.parquet"]


@pytest.mark.parametrize("words", ["a,b", 'say "a"', "two\nlines", "back\rward", " plain ", "", "甲，乙"])
def test_a_csv_is_quoted_as_other_programs_read_it(tmp_path: Path, words: str) -> None:
    write(tmp_path / "t.csv", "zh", (words, *BLANK[1:]))
    assert csv_rows(tmp_path / "t.csv")[1][0] == words


def test_a_row_that_many_cases_have_is_written_each_time(tmp_path: Path) -> None:
    again = Said(BLANK[2:])
    with writers.WRITERS["csv"](tmp_path / "t.csv", SHEET, "en") as take:
        take(("a", 100), [again, again])
        take(("b", 200), [again])
    assert [row[:2] for row in csv_rows(tmp_path / "t.csv")[1:]] == [
        ["a", "1.00"],
        ["a", "1.00"],
        ["b", "2.00"],
    ]

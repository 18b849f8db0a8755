"""Workbooks: what a program for tables finds in them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

from python_calamine import CalamineWorkbook

from duixian.papers.sheets import Column, Kind, workbook

MADE = datetime(2023, 6, 30, 1, 0, tzinfo=UTC)
COLUMNS = (
    Column("姓名"),
    Column("金额（元）", Kind.MONEY),
    Column("笔数", Kind.COUNT),
    Column("日期", Kind.DAY),
    Column("时间", Kind.MOMENT),
)


def _book(*rows: tuple[str | int | date | datetime | None, ...]) -> bytes:
    return workbook("名单/一", COLUMNS, rows, made_at=MADE, notes=[("导出人", "=cmd()")])


def _part(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return parts.read(name).decode()


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    book = _book(('=HYPERLINK("http://x")', 100, 1, date(2023, 6, 1), MADE), ("@SUM(A1)", 1, 1, None, None))
    assert "<f>" not in _part(book, "xl/worksheets/sheet1.xml")
    read = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in read[1:]] == ['=HYPERLINK("http://x")', "@SUM(A1)"]
    assert 'quotePrefix="1"' in _part(book, "xl/styles.xml")


def test_amounts_days_and_moments_have_their_types_and_the_office_s_time() -> None:
    book = _book(("张三", 123456789012, 3, date(2023, 6, 1), MADE))
    (_, row) = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert row[1:] == [1234567890.12, 3.0, date(2023, 6, 1), datetime(2023, 6, 30, 9, 0)]


def test_an_amount_is_written_to_the_fen() -> None:
    assert "<v>0.29</v>" in _part(_book(("张三", 29, 1, None, None)), "xl/worksheets/sheet1.xml")


def test_the_head_is_frozen_and_columns_are_wide_enough_for_chinese() -> None:
    sheet = _part(_book(("很长的单位名称有限责任公司", 1, 1, None, None)), "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in sheet
    assert 'customWidth="1"' in sheet
    assert 'width="27.7' in sheet


def test_the_same_rows_give_the_same_bytes() -> None:
    assert _book(("张三", 1, 1, None, None)) == _book(("张三", 1, 1, None, None))

from __future__ import annotations

import pickle
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.absent import ABSENT
from duixian.language.types import Kind, Type
from duixian.language.vocabulary import Column, Shape, Table, Vocabulary, load_vocabulary
from duixian.language.vocabulary.cells import (
    CellError,
    RowError,
    catalogue_records,
    column_named,
    keyed_records,
    read_cell,
    read_row,
    reader_of,
    sheet_cell,
    write_cell,
)
from duixian.values.id_number import make_id_number

VOCABULARY = load_vocabulary()
ID = make_id_number("110105", date(1990, 1, 1), 2)


def column(kind: Kind, of: str | None = None, **rest: Any) -> Column:
    return Column("列", Type(kind, of), "column", "列", **rest)


def read(kind: Kind, raw: object, of: str | None = None, **rest: Any) -> Any:
    return read_cell(column(kind, of, **rest), raw, VOCABULARY)


def refused(kind: Kind, raw: object, of: str | None = None, **rest: Any) -> CellError:
    with pytest.raises(CellError) as caught:
        read(kind, raw, of, **rest)
    return caught.value


@pytest.mark.parametrize("raw", ["3,000.00", 3000, 3000.0, Decimal("3000.00"), "3000元", "￥3000", "0.3万元"])
def test_every_way_to_write_an_amount_reads_as_the_same_fen(raw: object) -> None:
    assert read(Kind.MONEY, raw) == 300_000


@pytest.mark.parametrize("raw", ["约三千", "12.345", 0.1 + 0.2, 1e300, True, "3000 左右", date(2021, 7, 1)])
def test_an_amount_that_is_not_certain_to_the_fen_is_refused(raw: object) -> None:
    assert refused(Kind.MONEY, raw).remedy.zh


@pytest.mark.parametrize(
    ("raw", "answer"),
    [("是", True), ("有", True), ("y", True), (1.0, True), ("否", False), ("无", False), ("0", False)],
)
def test_yes_and_no_are_read_in_the_words_of_the_offices(raw: object, answer: bool) -> None:
    assert read(Kind.BOOL, raw) is answer


@pytest.mark.parametrize("raw", ["36", 36, 36.0, "36个月", "3年", "三年", "2年12个月"])
def test_a_length_of_time_in_years_or_months_is_counted_in_months(raw: object) -> None:
    assert read(Kind.MONTHS, raw) == 36


@pytest.mark.parametrize("raw", ["60%", "0.6", 0.6, "3/5", "百分之六十", "６０％"])
def test_every_way_to_write_a_ratio_reads_as_the_same_quotient(raw: object) -> None:
    assert read(Kind.NUMBER, raw, shape=Shape.RATIO) == Fraction(3, 5)


def test_a_bare_60_is_no_certain_ratio() -> None:
    assert "60%" in refused(Kind.NUMBER, "60", shape=Shape.RATIO).remedy.en


@pytest.mark.parametrize(
    "raw",
    ["2021-07-01", "2021/7/1", 20210701.0, date(2021, 7, 1), datetime(2021, 7, 1, 9), "2021-07-01 00:00:00"],
)
def test_every_way_to_write_a_date_reads_as_the_same_day(raw: object) -> None:
    assert read(Kind.DATE, raw) == date(2021, 7, 1)


@pytest.mark.parametrize(
    "raw", ["2021-02-30", 44378.0, "1899-12-31", date(2101, 1, 1), "去年", time(9), True]
)
def test_an_impossible_or_improbable_date_is_refused(raw: object) -> None:
    assert "2021-07-01" in refused(Kind.DATE, raw).expected.zh


@pytest.mark.parametrize("raw", ["2021-07", "202107", 202107.0, "2021年7月", date(2021, 7, 31), "2021-07-15"])
def test_every_way_to_write_a_month_reads_as_the_same_month(raw: object) -> None:
    assert read(Kind.MONTH, raw) == 2021 * 12 + 6


def test_a_month_typed_as_a_decimal_number_is_refused_for_it_may_be_october() -> None:
    assert refused(Kind.MONTH, 2021.1)
    assert read(Kind.MONTH, "2021.10") == 2021 * 12 + 9


@pytest.mark.parametrize("raw", ["高级工", " 高级 工 ", "三级", "三级/高级工"])
def test_a_member_is_read_by_its_name_or_alias(raw: str) -> None:
    assert read(Kind.CATEGORY, raw, "技能等级") == "高级工"


def test_an_unknown_member_is_refused_with_the_nearest_known_one() -> None:
    error = refused(Kind.CATEGORY, "高级枝师", "技能等级")
    assert "是否为「高级技师」" in error.remedy.zh
    assert "学徒工" in error.expected.en


@pytest.mark.parametrize("raw", ["临平区", "杭州市临平区", "330113", 330113.0])
def test_a_region_is_read_as_its_six_digit_code(raw: object) -> None:
    assert read(Kind.TEXT, raw, shape=Shape.REGION) == "330113"


def test_a_region_above_the_district_is_padded_to_six_digits() -> None:
    assert read(Kind.TEXT, "杭州市", shape=Shape.REGION) == "330100"


def test_an_id_number_is_normalised_and_checked() -> None:
    assert read(Kind.TEXT, f" {ID[:6]} {ID[6:]}", shape=Shape.ID_NUMBER) == ID
    wrong = ID[:-1] + ("0" if ID[-1] != "0" else "1")
    assert "校验码" in refused(Kind.TEXT, wrong, shape=Shape.ID_NUMBER).expected.zh


def test_an_id_number_typed_as_a_number_has_lost_digits_and_is_refused() -> None:
    assert "文本" in refused(Kind.TEXT, 3.30113199001010e17, shape=Shape.ID_NUMBER).remedy.zh


def test_a_link_is_read_as_the_key_of_the_table_it_points_to() -> None:
    assert read(Kind.RECORD, f" {ID}", "人员") == ID
    assert refused(Kind.RECORD, "123", "人员").code == "cell-id-number"


@pytest.mark.parametrize("raw", [None, "", "  ", "\u3000", "\ufeff"])
def test_an_empty_cell_is_unknown_or_none_as_the_column_says(raw: object) -> None:
    assert read(Kind.DATE, raw) is None
    assert read(Kind.DATE, raw, empty_is_none=True) is ABSENT


def test_unknown_and_none_can_be_written_in_words() -> None:
    assert read(Kind.DATE, "未知", empty_is_none=True) is None
    assert read(Kind.DATE, "无") is ABSENT


@pytest.mark.parametrize(("raw", "text"), [(12.0, "12"), (1.5, "1.5"), ("0012", "0012"), (7, "7")])
def test_a_number_in_a_text_column_is_read_as_its_digits(raw: object, text: str) -> None:
    assert read(Kind.TEXT, raw) == text


@pytest.mark.parametrize("raw", [1e15, float("nan"), float("inf"), date(2021, 7, 1), True])
def test_what_a_text_column_cannot_hold_without_loss_is_refused(raw: object) -> None:
    assert refused(Kind.TEXT, raw).code == "cell-text"


@pytest.mark.parametrize("raw", ["9223372036854775808", "1.5", "abc", "100%", 1.5])
def test_a_whole_number_that_is_not_or_is_too_large_is_refused(raw: object) -> None:
    assert refused(Kind.INT, raw).code == "cell-whole"


@pytest.mark.parametrize(
    ("kind", "raw"), [(Kind.DAYS, "30天"), (Kind.WORKDAYS, "30个工作日"), (Kind.AGE, "30周岁")]
)
def test_counts_are_read_with_their_units(kind: Kind, raw: str) -> None:
    assert read(kind, raw) == read(kind, 30.0) == 30
    assert "-1" in refused(kind, "-1").expected.zh


VALUES = {
    Kind.TEXT: st.text(
        st.characters(codec="utf-8", exclude_categories=("Zs", "Cc", "Cf", "Zl", "Zp")), min_size=1
    ).filter(lambda t: t not in ("无", "未知")),
    Kind.INT: st.integers(-(2**63) + 1, 2**63 - 1),
    Kind.NUMBER: st.fractions(),
    Kind.MONEY: st.integers(-(2**63), 2**63 - 1),
    Kind.DATE: st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    Kind.MONTH: st.integers(1900 * 12, 2100 * 12 + 11),
    Kind.MONTHS: st.integers(0, 2**63 - 1),
    Kind.DAYS: st.integers(0, 2**63 - 1),
    Kind.WORKDAYS: st.integers(0, 2**63 - 1),
    Kind.AGE: st.integers(0, 150),
    Kind.BOOL: st.booleans(),
}


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("empty_is_none", [True, False])
def test_what_is_written_reads_back_as_the_same_value(kind: Kind, empty_is_none: bool) -> None:
    held = column(kind, empty_is_none=empty_is_none)
    none = st.just(ABSENT) if empty_is_none or kind is not Kind.BOOL else st.none()

    @given(VALUES[kind] | st.none() | none)
    def reads_back(value: Any) -> None:
        assert read_cell(held, write_cell(held, value), VOCABULARY) == value
        assert read_cell(held, sheet_cell(held, value), VOCABULARY) == value

    reads_back()


@given(st.fractions(min_value=0))
def test_a_ratio_reads_back_even_beyond_the_whole(ratio: Fraction) -> None:
    held = column(Kind.NUMBER, shape=Shape.RATIO)
    assert read_cell(held, write_cell(held, ratio), VOCABULARY) == ratio


@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.decimals()
)
def test_any_cell_is_read_or_refused_with_a_remedy(raw: object) -> None:
    for table in VOCABULARY.tables.values():
        for held in table.columns.values():
            assert all(fault.expected.en for fault in faults(held, raw))


def faults(held: Column, raw: object) -> list[CellError]:
    try:
        read_cell(held, raw, VOCABULARY)
    except CellError as error:
        return [error]
    return []


def test_none_has_no_words_in_a_yes_or_no_column() -> None:
    with pytest.raises(ValueError, match="no words"):
        write_cell(column(Kind.BOOL), ABSENT)


def test_a_header_is_matched_by_header_name_or_alias_without_regard_to_blanks() -> None:
    table = VOCABULARY.tables["录用"]
    for header in ("身份证号", "人员", " 身份 证号 "):
        assert column_named(table, header) is table.columns["人员"]
    assert column_named(table, "合同起始日") is table.columns["录用日"]
    assert column_named(table, "不存在") is None


def test_a_row_reads_every_column_and_leaves_out_none() -> None:
    row = read_row(VOCABULARY.tables["人员"], {"公民身份号码": ID, "姓名": "张三"}, VOCABULARY)
    assert row["身份证号"] == ID
    assert (row["性别"], row["死亡日期"]) == (None, ABSENT)
    assert set(row) == set(VOCABULARY.tables["人员"].columns)


def test_a_row_tells_every_fault_at_once() -> None:
    with pytest.raises(RowError) as caught:
        read_row(
            VOCABULARY.tables["人员"],
            {"身份证号": "1", "出生日期": "2021-02-30", "性别": "难", "姓明": "甲"},
            VOCABULARY,
        )
    assert [e.where for e in caught.value.errors] == ["姓明", "身份证号", "姓名", "性别", "出生日期"]
    assert "是否为「姓名」" in caught.value.remedy.zh


def test_a_partial_row_may_leave_required_cells_out() -> None:
    assert read_row(VOCABULARY.tables["人员"], {"姓名": "张三"}, VOCABULARY, partial=True)["身份证号"] is None


def test_errors_travel_between_processes_whole() -> None:
    with pytest.raises(RowError) as caught:
        read_row(VOCABULARY.tables["人员"], {"身份证号": "1"}, VOCABULARY)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert [e.expected for e in copy.errors] == [e.expected for e in caught.value.errors]


TITLES = Table(
    "目录",
    "catalogue",
    "",
    {
        c.name: c
        for c in (
            Column("名称", Type(Kind.TEXT), "name", "名称"),
            Column("金额", Type(Kind.MONEY), "sum", "金额"),
        )
    },
    rows=({"名称": "乙", "金额": "1万元"}, {"名称": "甲", "金额": 12.5}),
)


def test_the_rows_of_a_catalogue_are_read_like_any_other() -> None:
    rows = catalogue_records(TITLES, Vocabulary({"目录": TITLES}, {}))
    assert sorted((r.key, r.values["名称"], r.values["金额"]) for r in rows) == [
        (1, "乙", 1_000_000),
        (2, "甲", 1250),
    ]


@given(st.permutations([{"名称": n, "金额": a} for n in "甲乙" for a in (None, ABSENT, 1, 2)]))
def test_keys_by_place_do_not_depend_on_the_order_of_reading(rows: list[dict[str, Any]]) -> None:
    keyed = keyed_records(TITLES, rows, [""] * len(rows))
    assert [(r.values["名称"], r.values["金额"]) for r in keyed if r.key in (1, 2)] == [
        ("乙", None),
        ("乙", ABSENT),
    ]


def test_a_link_to_a_table_without_key_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="has no key"):
        reader_of(column(Kind.RECORD, "目录"), Vocabulary({"目录": TITLES}, {}))


def test_a_region_name_that_many_places_share_means_the_one_at_home() -> None:
    column = load_vocabulary().tables["人员"].columns["户籍地"]
    hangzhou, shanghai = (load_vocabulary().at_home(area) for area in ("330113", "310115"))
    assert read_cell(column, "西湖区", hangzhou) == "330106"
    assert read_cell(column, "普陀区", shanghai) == "310107"
    with pytest.raises(CellError):
        read_cell(column, "西湖区", load_vocabulary())

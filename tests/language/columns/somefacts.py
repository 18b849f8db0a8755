"""Made-up facts over a small vocabulary that has every kind of column, for the tests of columns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Vocabulary, read_declarations

VOCABULARY = read_declarations(
    {
        "等级": {"等": ["低", "中", "高"]},
        "表": {
            "人": {"主键": "号", "列": {"号": "文本", "户": "户", "上级": "人"}},
            "户": {"主键": "户号", "列": {"户号": "文本"}},
            "事": {
                "主键": "编号",
                "发生日": "日",
                "期间": ["起", "止"],
                "列": {
                    "编号": "文本",
                    "人": "人",
                    "日": "日期",
                    "起": "月份",
                    "止": "月份",
                    "等": "等",
                    "钱": "金额",
                    "比": "比率",
                    "数": "整数",
                    "是": "是否",
                    "话": "文本",
                },
            },
            "段": {"期间": ["自", "至"], "列": {"人": "人", "自": "日期", "至": "日期", "话": "文本"}},
        },
    },
    Vocabulary({}, {}),
)
KEYS = ("a", "b", "乙", "甲", "𠮷", "ab")
DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))
MADE: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: st.sampled_from(["", "x", "甲", "\uffff", "𠮷"]),
    Kind.INT: st.integers(-(2**63), 2**63 - 1),
    Kind.MONEY: st.integers(-(2**63), 2**63 - 1),
    Kind.NUMBER: st.fractions(-2, 2, max_denominator=40),
    Kind.DATE: DAYS,
    Kind.MONTH: st.integers(2020 * 12, 2023 * 12),
    Kind.BOOL: st.booleans(),
    Kind.CATEGORY: st.sampled_from(["低", "中", "高"]),
    Kind.RECORD: st.sampled_from(KEYS),
}


def cells(column: Column) -> st.SearchStrategy[Any]:
    """A value of a column, unknown or none now and then."""
    return st.one_of(st.just(None), st.just(ABSENT), MADE[column.type.kind])


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Up to six rows in each table."""
    tables = {}
    for table in VOCABULARY.tables.values():
        keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
        rows = [{name: draw(cells(column)) for name, column in table.columns.items()} for _ in keys]
        if table.key is not None:
            rows = [{**row, table.key: key} for row, key in zip(rows, keys, strict=True)]
        tables[table.name] = [
            Record(table.name, key if table.key else place, row)
            for place, (key, row) in enumerate(zip(keys, rows, strict=True), start=1)
        ]
    return Facts(VOCABULARY, tables)


def shown(facts: Facts) -> dict[str, list[tuple[Any, dict[str, Any]]]]:
    """Every record's key and values, in order."""
    return {name: [(row.key, row.values) for row in facts.rows(name)] for name in facts.vocabulary.tables}


A_RATIO = Fraction(3, 5)

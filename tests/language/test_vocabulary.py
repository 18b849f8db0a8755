"""Declarations of tables and categories: what they say, how a policy adds to them, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from duixian.language.types import DATE, MONEY, Kind, category, record
from duixian.language.vocabulary import (
    Purpose,
    Shape,
    Vocabulary,
    VocabularyError,
    load_vocabulary,
    read_declarations,
)

SHARED = load_vocabulary()


def extended(raw: dict[str, Any]) -> Vocabulary:
    return read_declarations(raw, SHARED)


def test_every_link_of_the_shared_tables_points_to_a_table_with_a_key() -> None:
    links = [c.link for t in SHARED.tables.values() for c in t.columns.values() if c.link is not None]
    assert links
    assert [name for name in links if SHARED.tables[name].key is None] == []


def test_every_shared_table_names_its_key_event_and_period_among_its_columns() -> None:
    for table in SHARED.tables.values():
        named = [table.key, table.event, *(table.period or ())]
        assert {name for name in named if name is not None} <= set(table.columns)


def test_a_period_is_of_two_dates_or_two_months_and_an_event_is_a_date() -> None:
    for table in SHARED.tables.values():
        if table.period is not None:
            kinds = {table.columns[name].type.kind for name in table.period}
            assert kinds in ({Kind.DATE}, {Kind.MONTH}), table.name
        if table.event is not None:
            assert table.columns[table.event].type == DATE


def test_every_shared_category_has_an_english_word_for_each_member() -> None:
    for kind in SHARED.categories.values():
        assert len(kind.english_members) == len(kind.members), kind.name
        assert set(kind.aliases.values()) <= set(kind.members)


def test_the_tables_the_engine_looks_into_have_the_columns_it_reads() -> None:
    claims, payments = (SHARED.with_purpose(p) for p in (Purpose.CLAIMS, Purpose.PRIOR_PAYMENTS))
    assert claims is not None
    assert payments is not None
    assert {"项目", "事项编号", "申请日期"} <= set(claims.columns)
    assert {"政策", "项目", "事项编号", "金额", "支付日期"} <= set(payments.columns)


def test_a_level_ranks_by_its_place_and_a_stranger_has_none() -> None:
    levels = SHARED.categories["技能等级"]
    assert levels.rank("高级工") < levels.rank("技师")
    assert levels.member_named(" 三级 ") == "高级工"
    assert levels.member_named("八级") is None
    with pytest.raises(ValueError, match="not in"):
        levels.rank("八级")


def test_a_policy_declares_a_table_of_its_own() -> None:
    raw = {
        "表": {
            "补考": {
                "主键": "编号",
                "列": {"编号": "文本", "人员": "人员", "费用": {"类型": "金额", "空": "无"}},
            }
        }
    }
    found = extended(raw).tables["补考"]
    assert found.columns["人员"].type == record("人员")
    assert (found.columns["费用"].type, found.columns["费用"].empty_is_none) == (MONEY, True)
    assert found.links_to("人员") == ("人员",)


def test_a_policy_adds_a_column_to_a_shared_table_and_keeps_the_others() -> None:
    found = extended({"表": {"录用": {"列": {"首次": "是否"}}}}).tables["录用"]
    assert found.columns["首次"].type.kind is Kind.BOOL
    assert (found.key, found.event) == ("合同编号", "录用日")
    assert set(SHARED.tables["录用"].columns) < set(found.columns)
    assert "首次" not in SHARED.tables["录用"].columns


def test_a_policy_declares_levels_and_kinds() -> None:
    raw = {
        "等级": {"星级": ["一星", "二星"]},
        "类别": {"颜色": {"成员": ["红", "蓝"], "别名": {"赤": "红"}}},
        "表": {"评星": {"列": {"星": "星级", "色": "颜色"}}},
    }
    found = extended(raw)
    assert (found.categories["星级"].ordered, found.categories["颜色"].ordered) == (True, False)
    assert found.tables["评星"].columns["星"].type == category("星级")
    assert [c.name for c in found.categories_with("红")] == ["颜色"]


def test_a_table_with_rows_is_a_catalogue() -> None:
    raw = {"表": {"目录": {"列": {"代码": "文本"}, "数据": [{"代码": "A"}]}}}
    assert extended(raw).tables["目录"].catalogue
    assert not SHARED.tables["录用"].catalogue


def test_the_shape_of_a_cell_is_that_of_its_type() -> None:
    person = SHARED.tables["人员"].columns
    assert (person["身份证号"].shape, person["户籍地"].shape) == (Shape.ID_NUMBER, Shape.REGION)
    assert person["姓名"].shape is None


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"表格": {}}, "表格"),
        ({"表": {"甲": {"列": {"a": "数目"}}}}, "数目"),
        ({"表": {"甲": {"主键": "b", "列": {"a": "文本"}}}}, "没有列「b」"),
        ({"表": {"甲": {"期间": ["a"], "列": {"a": "日期"}}}}, "两列"),
        ({"表": {"甲的乙": {"列": {}}}}, "不能含「的」"),
        ({"表": {"甲": {"列": {"乙的丙": "文本"}}}}, "不能含「的」"),
        ({"表": {"甲": {"栏": {}}}}, "栏"),
        ({"表": {"甲": ["a"]}}, "键: 值"),
        ({"等级": {"星级": []}}, "为空或有重复"),
        ({"等级": {"星级": ["一", "一"]}}, "为空或有重复"),
        ({"类别": {"色": {"成员": ["红"], "别名": {"赤": "绿"}}}}, "绿"),
    ],
)
def test_a_declaration_that_cannot_be_used_is_refused_in_words(raw: dict[str, Any], words: str) -> None:
    with pytest.raises(VocabularyError, match=words):
        extended(raw)

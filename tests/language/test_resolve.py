"""What an expression means once its names are found: types, records, units; and what is refused with which code."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.nodes import (
    Aggregate,
    AllOf,
    Compare,
    Expr,
    Field,
    Follow,
    Here,
    Holds,
    How,
    Literal,
    Local,
    Moment,
    MomentName,
    Not,
    Parameter,
    Rows,
)
from duixian.language.problems import Problems, Spot
from duixian.language.resolve import Scope, Signature, resolve_expression
from duixian.language.resolve.scope import IN_A_CASE
from duixian.language.types import BOOL, DATE, INT, MONEY, MONTHS, NUMBER, TEXT, Type, category, record
from duixian.language.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
SCOPE = Scope(VOCABULARY, ("录用",), IN_A_CASE)


def node(text: str, scope: Scope = SCOPE, expected: Type | None = None) -> Expr:
    problems = Problems()
    found = resolve_expression(text, Spot("policy.md", 3, 5), scope, problems, expected)
    assert found is not None, problems.found
    return found


def refused(text: str, scope: Scope = SCOPE, expected: Type | None = None) -> str:
    problems = Problems()
    assert resolve_expression(text, Spot("policy.md", 3, 5), scope, problems, expected) is None
    return problems.found[0].code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("月工资", MONEY),
        ("月工资 × 50%", MONEY),
        ("50% × 月工资", MONEY),
        ("月工资 ÷ 3", MONEY),
        ("月工资 ÷ 1元", NUMBER),
        ("3 ÷ 2", NUMBER),
        ("3 × 2", INT),
        ("3 + 0.5", NUMBER),
        ("录用日 后 3年", DATE),
        ("合同到期日 - 录用日 > 3天", BOOL),
        ("所在月(录用日) - 所在月(合同到期日)", MONTHS),
        ("满月数(录用日, 合同到期日)", MONTHS),
        ("技能等级", category("技能等级")),
        ("较大(技能等级, 高级工)", category("技能等级")),
        ("人员", record("人员")),
        ("用人单位的总机构", record("用人单位")),
        ("最近 人员的荣誉", record("荣誉")),
        ("最近 人员的荣誉的授予日期", DATE),
        ("计数 人员的荣誉", INT),
        ("合计 人员的培训的培训费用", MONEY),
        ("连续月数 人员的参保 自 录用日", MONTHS),
        ("若 真 则 1 否则 0.5", NUMBER),
        ("职业编码", TEXT),
        ("-月工资", MONEY),
    ],
)
def test_the_type_of_an_expression(text: str, kind: Type) -> None:
    assert node(text).type == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3年", 36),
        ("2个季度", 6),
        ("1.5万元", 1_500_000),
        ("1,234.56元", 123_456),
        ("0.5亿元", 5_000_000_000),
        ("１２元", 1200),
        ("5分", 5),
        ("60%", Fraction(3, 5)),
        ("3‰", Fraction(3, 1000)),
        ("7.5万人", 75000),
        ("2021-07", 2021 * 12 + 6),
        ("2021年7月", 2021 * 12 + 6),
        ("2021年7月1日", date(2021, 7, 1)),
        ("真", True),
        ('"文字（全角）"', "文字（全角）"),
        ("18周岁", 18),
        ("10个工作日", 10),
    ],
)
def test_what_is_written_as_a_value(text: str, value: object) -> None:
    found = node(text)
    assert isinstance(found, Literal)
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("合计 人员的录用的技能等级", "aggregate-type"),
        ("合计 人员的录用的录用日", "aggregate-type"),
        ("最大 人员的录用的用工方式", "aggregate-type"),
        ("合计 人员的录用", "no-value"),
        ("级差(录用日, 合同到期日)", "argument-type"),
        ("数量(录用日)", "argument-type"),
        ("数量(1.5)", "argument-type"),
        ("较大(月工资, 录用日)", "argument-type"),
        ("用工方式 ≥ 直接用工", "no-order"),
        ("技能等级 ≥ 月工资", "compare-types"),
        ("人员 = 用人单位", "compare-types"),
        ("录用日 + 1", "arithmetic-types"),
        ("月工资 × 月工资", "arithmetic-types"),
        ("3年 + 2天", "arithmetic-types"),
        ("1 ÷ 0.0", "divide-by-zero"),
        ("存在 人员", "not-rows"),
        ("存在 所有 某表", "unknown-word"),
        ("存在 人员的录用 其中(月工资)", "not-a-condition"),
        ("存在 用人单位的录用[总机构]", "unknown-word"),
        ("存在 人员的荣誉 其中(在期(录用日))", "no-period"),
        ("连续月数 人员的荣誉 自 录用日", "no-period"),
        ("连续月数 人员的参保", "run-anchor"),
        ("连续月数 人员的参保 自 录用日 至 合同到期日", "run-anchor"),
        ("月工资的金额", "no-columns"),
        ("人员的身高", "unknown-word"),
        ("当月", "unknown-word"),
        ("满月数(录用日, 1)", "type"),
        ("某函数(1)", "unknown-word"),
        ("职业编码 属于 某目录", "unknown-word"),
        ("技能等级 属于 [高级工、直接用工]", "unknown-word"),
        ('用人单位的名称 位于 "某国"', "unknown-region"),
        ("若 月工资 则 1元 否则 2元", "not-a-condition"),
        ("若 真 则 1元 否则 2年", "compare-types"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, code: str) -> None:
    assert refused(text) == code


def test_records_inside_records_end_somewhere() -> None:
    text = "真"
    for _ in range(8):
        text = f"存在 人员的录用 其中({text})"
    assert refused(text) == "too-deep"


def test_a_word_inside_means_the_inner_record_and_this_case_is_named() -> None:
    found = node("存在 人员的录用 其中(月工资 > 本次的月工资)")
    assert isinstance(found, Aggregate)
    assert isinstance(found.where, Compare)
    sides = [
        s.base.depth
        for s in (found.where.left, found.where.right)
        if isinstance(s, Field) and isinstance(s.base, Here)
    ]
    assert sides == [1, 0]


def test_a_path_of_two_tables_looks_at_the_rows_of_the_rows() -> None:
    found = node("存在 人员的家庭的人员的购房")
    assert isinstance(found, Aggregate)
    inner = found.rows.base
    assert isinstance(inner, Rows)
    assert (found.rows.table, found.rows.link, inner.table, inner.link) == ("购房", "人员", "人员", "家庭")


def test_a_link_named_in_brackets_is_the_one_followed() -> None:
    found = node("存在 用人单位的录用[用工单位]")
    assert isinstance(found, Aggregate)
    assert found.rows.link == "用工单位"


def test_without_brackets_the_link_named_like_the_table_is_followed() -> None:
    found = node("存在 用人单位的录用")
    assert isinstance(found, Aggregate)
    assert found.rows.link == "用人单位"


def test_a_catalogue_with_a_period_is_asked_for_the_day_of_the_event() -> None:
    found = node("合同编号 属于 学徒 ")
    assert isinstance(found, Aggregate)
    assert (found.how, isinstance(found.where, AllOf)) == (How.EXISTS, True)
    held = found.where.parts[1] if isinstance(found.where, AllOf) else None
    assert isinstance(held, Holds)
    assert isinstance(held.since, Moment)
    assert held.since.name is MomentName.EVENT_ON


def test_not_being_listed_asks_for_none() -> None:
    found = node("职业编码 不属于 技能证书")
    assert isinstance(found, Aggregate)
    assert found.how is How.NONE


def test_is_not_none_is_the_contrary_of_none() -> None:
    assert isinstance(node("解除日 不是 无"), Not)


def test_a_bare_member_takes_its_category_from_the_other_side() -> None:
    left, right = node("技能等级 = 高级工"), node("高级工 = 技能等级")
    assert isinstance(left, Compare)
    assert isinstance(right, Compare)
    assert left.right.type == right.left.type == category("技能等级")


def test_an_alias_is_the_member_it_stands_for() -> None:
    found = node("技能等级 = 三级")
    assert isinstance(found, Compare)
    assert isinstance(found.right, Literal)
    assert found.right.value == "高级工"


def test_a_column_comes_before_a_parameter_and_a_parameter_before_nothing() -> None:
    open_question = Parameter(type=MONTHS, text="期限", record="C1", name="期限", value=None)
    scope = Scope(
        VOCABULARY, ("录用",), IN_A_CASE, parameters={"期限": open_question, "月工资": open_question}
    )
    assert node("期限", scope) is open_question
    assert isinstance(node("月工资", scope), Field)


def test_a_named_value_is_its_body_and_a_broken_one_says_so() -> None:
    body = node("月工资 × 2")
    scope = Scope(VOCABULARY, ("录用",), IN_A_CASE, locals={"双薪": lambda: body, "坏": lambda: None})
    found = node("双薪 > 1元", scope)
    assert isinstance(found, Compare)
    assert isinstance(found.left, Local)
    assert found.left.body is body
    assert refused("坏 > 1元", scope) == "bad-local"


def test_a_term_takes_as_many_arguments_of_the_types_it_names() -> None:
    term = Signature("我区单位", (("单位", record("用人单位")), ("日", DATE)), BOOL)
    scope = Scope(VOCABULARY, ("录用",), IN_A_CASE, definitions={"我区单位": term})
    assert node("我区单位(用人单位, 录用日)", scope).type == BOOL
    assert refused("我区单位(用人单位)", scope) == "argument-count"
    assert refused("我区单位(人员, 录用日)", scope) == "type"


def test_a_money_place_reads_a_bare_nothing_as_no_money_and_refuses_other_numbers() -> None:
    found = node("0", expected=MONEY)
    assert (found.type, isinstance(found, Literal)) == (MONEY, True)
    assert refused("5", expected=MONEY) == "type"
    assert node("5", expected=NUMBER).type == INT


def test_every_node_remembers_the_words_it_was_written_as() -> None:
    found = node("技能等级 ≥ 高级工 且 月工资 × 2 > 1元")
    assert isinstance(found, AllOf)
    assert [part.text for part in found.parts] == ["技能等级 ≥ 高级工", "月工资 × 2 > 1元"]
    assert isinstance(node("用人单位的总机构"), Follow)


@given(
    st.text(
        alphabet='月工资录用日人员的技能等级高≥><=+-×÷()（）且或非若则否1元年%,、 "其中存在合计', max_size=24
    )
)
def test_any_text_is_either_read_or_refused_with_a_place(text: str) -> None:
    problems = Problems()
    found = resolve_expression(text, Spot("policy.md", 3, 5), SCOPE, problems)
    assert (found is None) == bool(problems.found)
    assert all(p.spot.line == 3 and 5 <= p.spot.column <= 5 + len(text) for p in problems.found)


def test_where_a_day_or_a_month_may_stand_a_function_may_bring_either() -> None:
    assert node("次月(较小(2022-03, 所在月(录用日)))").type == node("次月(较小(录用日, 2022-03-01))").type
    assert node("- 较大(5‰, 3倍)").type == NUMBER

"""How the words of an expression hang together, and full-width signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.syntax.parse import ExpressionError, Syntax, parse_expression
from duixian.language.syntax.words import AGGREGATES, KEYWORDS, half_width


def shape(text: str) -> str:
    """The tree as nested names."""

    def named(tree: object) -> str:
        if not isinstance(tree, Syntax.__origin__):  # type: ignore[attr-defined]
            return str(tree)
        children = [named(c) for c in tree.children if isinstance(c, Syntax.__origin__)]  # type: ignore[attr-defined]
        return f"{tree.data}({', '.join(children)})" if children else str(tree.data)

    return named(parse_expression(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 或 b 且 c", "any_of(name, all_of(name, name))"),
        ("非 a 且 b", "all_of(not_(name), name)"),
        ("a + b × c", "add(name, multiply(name, name))"),
        ("a - b - c", "subtract(subtract(name, name), name)"),
        ("a 前 1年 后 2天", "add(subtract(name, number), number)"),
        ("a > 1元 且 b 是 无", "all_of(compare(name, number), is_absent(name))"),
        ("若 a 则 b 否则 若 c 则 d 否则 e", "choose(name, name, choose(name, name, name))"),
        ("a的b的c", "attribute(attribute(name))"),
        ("-a × b", "multiply(negate(name), name)"),
        ("2021-07-01 ≤ a", "compare(date, name)"),
        ("2021-07", "month"),
        ("a 在 1 至 5", "between(name, number, number)"),
    ],
)
def test_what_binds_what(text: str, expected: str) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("full", "half"),
    [
        ("ａ", "ａ"),
        ("（１＋２）×３", "(1+2)×3"),
        ("甲≧１，０００元", "甲≥1,000元"),
        ("【甲、乙】", "[甲、乙]"),
    ],
)
def test_full_width_signs_are_read_like_their_twins(full: str, half: str) -> None:
    assert half_width(full) == half


@given(st.text(max_size=40))
def test_making_signs_half_width_keeps_every_place(text: str) -> None:
    assert len(half_width(text)) == len(text)
    assert half_width(half_width(text)) == half_width(text)


def test_a_word_is_reserved_only_where_it_stands_alone() -> None:
    assert shape("是否合格") == "name"
    assert shape("合计金额") == "name"
    assert shape("在岗天数") == "name"


def test_a_comma_between_arguments_is_none_of_a_number() -> None:
    assert shape("f(2020, 1, 1)") == shape("f(2020,1,1)") == "call(arguments(number, number, number))"
    assert shape("f(1,000元, 2)") == "call(arguments(number, number))"


@pytest.mark.parametrize(
    ("text", "column", "remedy"),
    [
        ("a > ", 5, "补全"),
        ("(a", 3, "补全"),
        ("a 以上 b", 3, "≥"),
        ("a # b", 3, "引号"),
        ("a b", 3, "空格"),
        ("", 1, "补全"),
    ],
)
def test_what_does_not_parse_says_at_which_character_and_what_to_do(
    text: str, column: int, remedy: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_expression(text)
    assert (caught.value.column, remedy in caught.value.remedy.zh) == (column, True)


def test_no_word_is_both_a_keyword_and_a_question_to_many_records() -> None:
    assert not set(KEYWORDS) & set(AGGREGATES)

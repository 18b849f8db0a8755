"""Amounts in capital characters, and days in Chinese figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.capitals import day_in_figures, in_capitals
from duixian.values.money import MAX_FEN, MoneyError
from duixian.values.numerals import parse_chinese_integer


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (168032, "人民币壹仟陆佰捌拾元零叁角贰分"),
        (10700053, "人民币壹拾万柒仟元零伍角叁分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (1000_0000_00, "人民币壹仟万元整"),
        (1_0000_0001_00, "人民币壹亿零壹元整"),
        (1_0010_0000_00, "人民币壹亿零壹拾万元整"),
        (100_0000_0000_00, "人民币壹佰亿元整"),
        (-200000, "人民币负贰仟元整"),
    ],
)
def test_an_amount_is_written_as_the_rules_on_payment_papers_show(fen: int, words: str) -> None:
    assert in_capitals(fen) == words


@given(st.integers(min_value=1, max_value=9999_9999_9999_9999))
def test_the_whole_yuan_read_back_are_the_same(yuan: int) -> None:
    words = in_capitals(yuan * 100).removeprefix("人民币").removesuffix("元整")
    assert parse_chinese_integer(words) == yuan


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=0, max_value=99999))
def test_no_two_amounts_are_written_alike(cents: int, yuan: int) -> None:
    assert in_capitals(yuan * 100 + cents) not in {in_capitals(yuan * 100), in_capitals((yuan + 1) * 100)}


def test_an_amount_beyond_sixty_four_bits_is_refused() -> None:
    with pytest.raises(MoneyError):
        in_capitals(MAX_FEN + 1)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 6, 30), "二〇二三年六月三十日"),
        (date(2020, 10, 1), "二〇二〇年十月一日"),
        (date(2026, 11, 23), "二〇二六年十一月二十三日"),
        (date(1999, 12, 20), "一九九九年十二月二十日"),
    ],
)
def test_a_day_is_written_in_chinese_figures(day: date, words: str) -> None:
    assert day_in_figures(day) == words

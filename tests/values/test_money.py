from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.money import (
    MAX_FEN,
    MIN_FEN,
    MoneyError,
    check_fen,
    format_money,
    parse_money,
    round_half_up,
    scale_fen,
)

FEN = st.integers(MIN_FEN, MAX_FEN)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3万元", 3_000_000),
        ("2,000.50元", 200_050),
        ("12.5", 1_250),
        ("1.2亿元", 12_000_000_000),
        ("5000", 500_000),
        ("５０００元", 500_000),
        ("３，０００．５０元", 300_050),
        ("三千元", 300_000),
        ("￥12", 1_200),
        ("3 万元", 3_000_000),
        ("1.234567万元", 1_234_567),
        ("-0.01元", -1),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, fen: int) -> None:
    assert parse_money(text) == fen


@pytest.mark.parametrize(
    "text", ["", "元", "千把块", "1,23元", "1.元", "80%", "百分之八十元", "1e3", "12元5"]
)
def test_a_text_that_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyError) as caught:
        parse_money(text)
    assert caught.value.code == "money-unreadable"


@pytest.mark.parametrize("text", ["12.345", "0.001元", "1.2345678万元"])
def test_an_amount_finer_than_a_fen_is_refused_with_what_is_expected(text: str) -> None:
    with pytest.raises(MoneyError) as caught:
        parse_money(text)
    assert caught.value.code == "money-below-fen"
    assert "两位小数" in str(caught.value)
    assert "two decimals" in caught.value.render("en")


@pytest.mark.parametrize("fen", [MIN_FEN, -1, 0, MAX_FEN])
def test_an_amount_within_64_bits_passes_the_check_unchanged(fen: int) -> None:
    assert check_fen(fen) == fen


def test_the_range_is_that_of_a_signed_64_bit_integer() -> None:
    assert (MIN_FEN, MAX_FEN) == (-9_223_372_036_854_775_808, 9_223_372_036_854_775_807)


@pytest.mark.parametrize("fen", [MIN_FEN - 1, MAX_FEN + 1])
def test_an_amount_outside_64_bits_is_refused(fen: int) -> None:
    with pytest.raises(MoneyError) as caught:
        check_fen(fen)
    assert caught.value.code == "money-out-of-range"


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"),
    [(1, 2, 1), (-1, 2, 0), (-3, 2, -1), (5, 4, 1), (7, 4, 2), (-7, 4, -2)],
)
def test_a_half_goes_up(numerator: int, denominator: int, whole: int) -> None:
    assert round_half_up(numerator, denominator) == whole


@pytest.mark.parametrize("denominator", [0, -2])
def test_rounding_by_no_positive_denominator_is_refused(denominator: int) -> None:
    with pytest.raises(MoneyError) as caught:
        round_half_up(1, denominator)
    assert caught.value.code == "money-denominator"


@given(st.integers(), st.integers(min_value=1))
def test_rounding_agrees_with_exact_fractions(numerator: int, denominator: int) -> None:
    assert round_half_up(numerator, denominator) == floor(Fraction(numerator, denominator) + Fraction(1, 2))


@given(FEN, st.fractions(-1, 1))
def test_a_share_of_an_amount_is_within_half_a_fen_of_the_exact_share(fen: int, ratio: Fraction) -> None:
    difference = scale_fen(fen, ratio) - fen * ratio
    assert Fraction(-1, 2) < difference <= Fraction(1, 2)


def test_scaling_beyond_64_bits_is_refused() -> None:
    with pytest.raises(MoneyError):
        scale_fen(MAX_FEN, Fraction(2))


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (300_000, "3,000元", "CNY 3,000.00"),
        (100_050, "1,000.50元", "CNY 1,000.50"),
        (5, "0.05元", "CNY 0.05"),
        (0, "0元", "CNY 0.00"),
        (-100, "-1元", "CNY -1.00"),
    ],
)
def test_an_amount_is_written_in_each_language(fen: int, zh: str, en: str) -> None:
    assert (format_money(fen), format_money(fen, "en")) == (zh, en)


@given(FEN, st.sampled_from(["zh", "en"]))
def test_an_amount_written_and_read_again_is_the_same(fen: int, lang: str) -> None:
    assert parse_money(format_money(fen, lang)) == fen

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.numerals import NumeralError, parse_chinese_integer, parse_magnitude, parse_number

DIGITS = "零一二三四五六七八九"


def written_in_chinese(number: int) -> str:
    """The standard writing of 1 to 99,999,999, digit by digit with 零 over gaps."""
    words, gap = "", False
    for place, unit in zip(range(7, -1, -1), ["千", "百", "十", "万", "千", "百", "十", ""], strict=True):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + ("" if unit == "万" else unit)
        gap = not digit
        if unit == "万" and words:
            words, gap = words + "万", gap and number // 1000 % 10 == 0
    return words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7.5万", Fraction(75_000)),
        ("3", Fraction(3)),
        ("1,234.5", Fraction(2469, 2)),
        ("十二", Fraction(12)),
        ("两", Fraction(2)),
        ("三十六", Fraction(36)),
        ("百分之八十", Fraction(4, 5)),
        ("百分之80", Fraction(4, 5)),
        ("80％", Fraction(4, 5)),
        ("5‰", Fraction(1, 200)),
        ("千分之五", Fraction(1, 200)),
        ("万分之五", Fraction(1, 2000)),
        ("三分之一", Fraction(1, 3)),
        ("１２", Fraction(12)),
        ("半", Fraction(1, 2)),
        ("七点五万", Fraction(75_000)),
        ("0.1", Fraction(1, 10)),
        ("2百万", Fraction(2_000_000)),
        ("3十", Fraction(30)),
        ("5百", Fraction(500)),
        ("2千", Fraction(2000)),
        ("1.5亿", Fraction(150_000_000)),
        ("-3", Fraction(-3)),
    ],
)
def test_a_number_is_read_exactly_as_people_write_it(text: str, number: Fraction) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "若干",
        "一百五",
        "三万五",
        "1,23",
        "1.",
        ".5",
        "十百",
        "一百二百",
        "零分之一",
        "1万十",
        "8%%",
        "１①",
    ],
)
def test_a_text_that_is_not_one_certain_number_is_refused(text: str) -> None:
    with pytest.raises(NumeralError) as caught:
        parse_number(text)
    assert caught.value.code == "number-unreadable"
    assert text in caught.value.render("en")


@pytest.mark.parametrize("text", ["半", "80%", "百分之八十"])
def test_a_magnitude_is_never_a_share(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_magnitude(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("十", 10),
        ("一百一十", 110),
        ("一百十", 110),
        ("一百零五", 105),
        ("两千零二十一", 2021),
        ("二〇二一", 2021),
        ("壹仟贰佰", 1200),
        ("三万五千", 35_000),
        ("一万零五", 10_005),
        ("一亿二千万", 120_000_000),
        ("一亿五万", 100_050_000),
        ("一亿零五万零三", 100_050_003),
        ("十万零五千", 105_000),
        ("一万亿", 10**12),
    ],
)
def test_a_chinese_whole_number_is_read(text: str, number: int) -> None:
    assert parse_chinese_integer(text) == number


@pytest.mark.parametrize("text", ["9" * 5000, "九" * 5000, "9" * 5000 + "%"])
def test_a_text_without_end_is_refused_like_any_other(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_number(text)


@given(st.text("零一二三五十百千万亿半点分之1.,%-", max_size=12))
def test_any_writing_is_either_read_or_refused(text: str) -> None:
    # Anything else that is raised fails the test.
    with suppress(NumeralError):
        assert isinstance(parse_number(text), Fraction)


@given(st.integers(1, 99_999_999))
def test_every_whole_number_in_standard_writing_is_read(number: int) -> None:
    assert parse_chinese_integer(written_in_chinese(number)) == number


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_every_decimal_is_read_exactly_with_and_without_grouping(whole: int, places: int) -> None:
    number = Fraction(whole, 10**places)
    digits = f"{abs(whole):0{places + 1}d}"
    split = len(digits) - places
    sign, decimals = "-" if whole < 0 else "", f".{digits[split:]}" if places else ""
    assert parse_number(f"{sign}{digits[:split]}{decimals}") == number
    assert parse_number(f"{sign}{int(digits[:split]):,}{decimals}") == number


@given(st.integers(0, 100))
def test_per_cent_in_signs_and_in_words_agree(percent: int) -> None:
    assert parse_number(f"{percent}%") == parse_number(f"百分之{percent}") == Fraction(percent, 100)

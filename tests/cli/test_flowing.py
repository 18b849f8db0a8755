from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from duixian.cli.flowing import flowed, pieces

TEXTS = st.text(st.sampled_from("abc 12，。（）“”人员登记日期;:…"), max_size=80)


@given(TEXTS)
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(TEXTS, st.integers(20, 60))
def test_no_line_is_wider_than_it_may_be_unless_nothing_in_it_can_be_divided(text: str, width: int) -> None:
    for line in flowed(text, width):
        assert cell_len(line) <= width or len(list(pieces(line.strip()))) == 1


@given(TEXTS, st.integers(20, 60))
def test_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    assert "".join("".join(flowed(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("登记表里没有这个人，请核对", ["登记表里没", "有这个人，", "请核对"]),
        ("没有找到（甲乙）", ["没有找到", "（甲乙）"]),
        ("a policy of words", ["a policy", "of words"]),
    ],
)
def test_a_line_neither_begins_with_a_closing_sign_nor_ends_with_an_opening_one(
    text: str, lines: list[str]
) -> None:
    assert flowed(text, 10) == lines


def test_further_lines_hang_under_the_first() -> None:
    assert flowed("  one two three", 9, hang=2) == ["  one two", "  three"]

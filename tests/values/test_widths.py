import string

from duixian.values.widths import half_width

# One full-width sign for every printable ASCII sign but the space.
FULL_WIDTH = "".join(chr(ord(sign) + 0xFEE0) for sign in string.printable[:94])


def test_every_full_width_sign_becomes_its_half_width_twin() -> None:
    assert half_width(FULL_WIDTH) == string.printable[:94]


def test_full_width_spaces_at_the_ends_are_dropped() -> None:
    assert half_width("\u3000３\u3000０ ") == "3 0"


def test_the_full_width_yuan_sign_becomes_the_half_width_one() -> None:
    assert half_width("￥3") == "¥3"


def test_chinese_words_and_circled_digits_are_left_alone() -> None:
    assert half_width("第①条，三千元。") == "第①条,三千元。"

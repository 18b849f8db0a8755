"""Numbers as people write them in Chinese texts and forms, read exactly.

A reading is either certain or refused: 一百五 (105 or 150?) and 1,23 are errors, never guesses.
"""

from __future__ import annotations

import re
from fractions import Fraction

from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億两〇負點", "一二三四五六七八九十百千万亿二零负点")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_UNITS = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_UNITS |= {small + large: _UNITS[small] * _UNITS[large] for small in "十百千万" for large in "万亿"}
_LONGEST = 64
_PARTS = {"百": 100, "千": 1000, "万": 10**4}

_ARABIC = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?\s*([十百千万亿]{0,2})")
_POINT = re.compile(r"([零一二三四五六七八九十百千万亿]+)点([零一二三四五六七八九]+)([十百千万亿]{0,2})")
_SHARE = re.compile(r"(.+)分之(.+)")
_ONE_TO_NINE = "[一二三四五六七八九]"
# Ones stand alone, after 十 or after 零; straight after 百 or 千 they are ambiguous.
_SECTION = re.compile(
    f"(?:零?({_ONE_TO_NINE})千)?(?:零?({_ONE_TO_NINE})百)?(?:(零?{_ONE_TO_NINE}|)十)?"
    f"(?:(?:零|(?<=十)|^)({_ONE_TO_NINE}))?"
)


class NumeralError(DuixianError, ValueError):
    """A text that is not one certain number."""


def parse_number(text: str) -> Fraction:
    """The exact number in ``7.5万``, ``1,234.5``, ``三十六``, ``百分之八十``, ``80%`` or ``半``.

    Raises NumeralError (``number-unreadable``).
    """
    words = _plain(text)
    if words in ("半", "一半"):
        return Fraction(1, 2)
    for sign, parts in (("%", 100), ("‰", 1000)):
        if words.endswith(sign):
            return _magnitude(words.removesuffix(sign), text) / parts
    if share := _SHARE.fullmatch(words):
        return _share(share[1], share[2], text)
    return _magnitude(words, text)


def parse_magnitude(text: str) -> Fraction:
    """A count or quantity in Arabic or Chinese digits with 万, 亿 …, but no per cent and no share.

    Raises NumeralError (``number-unreadable``).
    """
    return _magnitude(_plain(text), text)


def parse_chinese_integer(text: str) -> int:
    """The whole number in 十二, 两, 一百零五, 三万五千, 壹仟 or 二〇二一.

    Raises NumeralError (``number-unreadable``); 一百五 and 三万五 are refused as ambiguous.
    """
    return _integer(_plain(text), text)


# Below, ``words`` is the part being read and ``text`` all that was typed, for the error to quote.


def _plain(text: str) -> str:
    # Python itself refuses to read integers of thousands of digits, with an error of its own.
    if len(text) > _LONGEST:
        raise _unreadable(text[:_LONGEST] + "…")
    return half_width(text).translate(_FORMAL)


def _magnitude(words: str, text: str) -> Fraction:
    if words[:1] in ("-", "−", "负"):
        return -_unsigned(words[1:].strip(), text)
    return _unsigned(words, text)


def _integer(words: str, text: str) -> int:
    if words and all(word in _DIGITS for word in words):
        return int("".join(str(_DIGITS[word]) for word in words))
    above, hundred_million, below = words.partition("亿")
    if not hundred_million:
        return _below_hundred_million(words, text)
    rest = _below_hundred_million(below, text, continues=True) if below else 0
    return _below_hundred_million(above, text) * 10**8 + rest


def _unsigned(words: str, text: str) -> Fraction:
    if arabic := _ARABIC.fullmatch(words):
        whole = Fraction(arabic[1].replace(",", "") + (arabic[2] or ""))
        return whole * _unit(arabic[3], text)
    if point := _POINT.fullmatch(words):
        decimals = Fraction("0." + "".join(str(_DIGITS[digit]) for digit in point[2]))
        return (_integer(point[1], text) + decimals) * _unit(point[3], text)
    return Fraction(_integer(words, text))


def _unit(word: str, text: str) -> int:
    if word not in _UNITS:
        raise _unreadable(text)
    return _UNITS[word]


def _share(parts_word: str, count_word: str, text: str) -> Fraction:
    parts = _PARTS.get(parts_word) or _magnitude(parts_word, text)
    if parts <= 0:
        raise _unreadable(text)
    return _magnitude(count_word, text) / parts


def _below_hundred_million(words: str, text: str, continues: bool = False) -> int:
    above, ten_thousand, below = words.partition("万")
    if not ten_thousand:
        return _section(words, text, continues)
    rest = _section(below, text, continues=True) if below else 0
    leading = above.removeprefix("零") if continues else above
    return _section(leading, text) * 10**4 + rest


def _section(words: str, text: str, continues: bool = False) -> int:
    found = _SECTION.fullmatch(words)
    # After 万 or 亿 a lone digit is ambiguous (三万五); before them a leading 零 is a slip.
    ambiguous = words in _DIGITS if continues else words.startswith("零")
    if not words or not found or ambiguous:
        raise _unreadable(text)
    thousands, hundreds, tens, ones = found.groups(default="零")
    ten_count = _DIGITS[tens[-1:] or "一"]
    return 1000 * _DIGITS[thousands] + 100 * _DIGITS[hundreds] + 10 * ten_count + _DIGITS[ones]


def _unreadable(text: str) -> NumeralError:
    return NumeralError(
        "number-unreadable",
        Text(f"“{text}”不是可以确定读出的数。", f"'{text}' cannot be read as one certain number."),
        remedy=Text(
            "请写成 1234.5、1,234.5、7.5万、三十六、百分之八十或 80%；“一百五”请写全为一百五十或一百零五。",
            "Write 1234.5, 1,234.5, 7.5万, 三十六, 百分之八十 or 80%; for 一百五 write 一百五十 or 一百零五.",
        ),
    )

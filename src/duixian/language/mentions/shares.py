"""Shares of a whole written without a per cent sign: 百分之八十, 三分之一, 1/3, 4:3:3, 八折, 减半."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

from duixian.language.mentions.figures import CHINESE, figure_at
from duixian.language.mentions.mention import Mention, MentionKind, Reading, Value

_NUMBER = rf"(?:\d+(?:\.\d+)?|{CHINESE}(?:点{CHINESE})?)"
_PARTS = {"百": 100, "千": 1000, "万": 10_000}

_OF_PARTS = re.compile(rf"({_NUMBER}) *分之 *({_NUMBER})")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/.万亿元%年月日个名人])")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?: *: *\d+(?:\.\d+)?)+(?![\d.万亿元%年月日个名人家项])")
_RATIO_IN_WORDS = re.compile(rf"{_NUMBER}(?:比{_NUMBER})+")
_DISCOUNT = re.compile(rf"({_NUMBER}) *折(?![算旧合半扣腾价返线磨射叠])")
_HALF = re.compile("一半|减半|折半|对半|各半|半数|半价|半额")


def read_share(text: str, start: int) -> Reading | None:
    """The share or ratio that starts here."""
    for shape, read in _SHAPES:
        if found := shape.match(text, start):
            return read(found)
    return None


def _of_parts(found: re.Match[str]) -> Reading | None:
    parts = _PARTS.get(found[1]) or _figure(found[1])
    count = 100 if found[2] == "百" else _figure(found[2])
    return (
        _reading(found, MentionKind.PERCENT, Fraction(count) / parts) if parts and count is not None else None
    )


def _slashed(found: re.Match[str]) -> Reading | None:
    count, parts = int(found[1]), int(found[2])
    return _reading(found, MentionKind.PERCENT, Fraction(count, parts)) if 0 < count < parts else None


def _ratio(found: re.Match[str]) -> Reading | None:
    parts = [Fraction(part) for part in re.findall(r"\d+(?:\.\d+)?", found[0])]
    return _reading(found, MentionKind.RATIO, _whole_parts(parts))


def _ratio_in_words(found: re.Match[str]) -> Reading | None:
    parts = [_figure(part) for part in found[0].split("比")]
    known = [part for part in parts if part is not None]
    return _reading(found, MentionKind.RATIO, _whole_parts(known)) if len(known) == len(parts) else None


def _discount(found: re.Match[str]) -> Reading | None:
    paid = _figure(found[1])
    if paid is None or paid >= 100:
        return None
    return _reading(found, MentionKind.PERCENT, paid / (10 if paid < 10 else 100))


def _half(found: re.Match[str]) -> Reading | None:
    return _reading(found, MentionKind.PERCENT, Fraction(1, 2), required=False)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None]], ...] = (
    (_OF_PARTS, _of_parts),
    (_RATIO, _ratio),
    (_RATIO_IN_WORDS, _ratio_in_words),
    (_SLASHED, _slashed),
    (_DISCOUNT, _discount),
    (_HALF, _half),
)


def _figure(written: str) -> Fraction | None:
    figure = figure_at(written, 0)
    return figure.value if figure and figure.end == len(written) else None


def _whole_parts(parts: list[Fraction]) -> tuple[int, ...]:
    """1:1.5 is 2:3; whole parts stay as written."""
    factor = math.lcm(*(part.denominator for part in parts))
    return tuple(int(part * factor) for part in parts)


def _reading(found: re.Match[str], kind: MentionKind, value: Value, required: bool = True) -> Reading:
    mention = Mention(kind, value, found[0], found.start(), found.end(), required)
    return Reading(found.end(), (mention,))

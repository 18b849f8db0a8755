"""Figures as people write them: 5,000, ２０００, 7.5万, 1万5千, 二十四, and rows of them (3、2、1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from duixian.values.numerals import NumeralError, parse_magnitude

# Every replacement is one sign for one sign: places in the plain text are places in the wording.
# The full-width comma stays: in Chinese it parts sentences as well as figures.
_PLAIN = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
del _PLAIN[ord("，")]
_PLAIN |= str.maketrans("－–—―‑−〜～∼∶﹕﹪／∕⁄×＊∗·•∙○￥　\u00a0\t", "------~~~::%///******〇¥   ")

SCALES = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_SCALE = r"(?:万亿|[百千]?[万亿]|百(?![强分])|千(?![瓦米克卡]))"
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_COMPOUND = rf"{_ARABIC}(?: *{_SCALE}(?:{_ARABIC}{_SCALE})*(?:\d{{3,4}}(?![\d年]))?)?"
CHINESE = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]+"
FIGURE = rf"(?:{_COMPOUND}|{CHINESE}(?:点{CHINESE})?)"
SEPARATOR = r" *(?:[、,，/~至到和或及与]|-{1,2}) *"

_FIGURE = re.compile(FIGURE)
_NEXT = re.compile(rf"({SEPARATOR})第?(?={FIGURE})")
_PART = re.compile(rf"({_ARABIC}) *({_SCALE})?")
_TAIL = re.compile("[百千]?万$|[百千万]?亿$")
_DIGITS_ONLY = re.compile("[零〇一二两三四五六七八九]{2,}")
_COUNTS = re.compile("[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]")
# 数十名 and 几万元 are no numbers; 人数十名 is.
_VAGUE = re.compile("(?:几|(?<![人总次户个件])数)[十百千万亿]")
_DOWN = re.compile("-|~|至|到")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``value`` includes its own ``scale``, the 万 or 亿 it ends in (1 if none)."""

    start: int
    end: int
    text: str
    value: Fraction
    scale: int = 1

    @property
    def arabic(self) -> bool:
        """Written in digits 0…9."""
        return self.text[:1].isascii()

    @property
    def calendar_year(self) -> bool:
        """Four digits between 1900 and 2100."""
        return len(self.text) == 4 and self.scale == 1 and 1900 <= self.value <= 2100

    def sharing(self, last: Figure, separator: str) -> Fraction:
        """The value when the row ends in ``last``: 3 in 3、2、1万元 is 30000."""
        if self.scale > 1 or last.scale == 1:
            return self.value
        shared = self.value * last.scale
        # 5000、1万元 and 500至1万元 stand in plain units: the shared scale would make nonsense of them.
        falls = bool(_DOWN.search(separator)) and shared > last.value
        large = self.value >= 1000 and last.value / last.scale < 100
        return self.value if falls or large else shared


@dataclass(frozen=True, slots=True)
class Row:
    """Figures with nothing but separators between them; ``separators[i]`` stands after ``figures[i]``."""

    figures: tuple[Figure, ...]
    separators: tuple[str, ...] = ()

    @property
    def first(self) -> Figure:
        """The figure that opens the row."""
        return self.figures[0]

    @property
    def last(self) -> Figure:
        """The figure that stands before the unit."""
        return self.figures[-1]

    def upto(self, length: int) -> Row:
        """The first figures only."""
        return Row(self.figures[:length], self.separators[: length - 1])

    def values(self) -> tuple[Fraction, ...]:
        """The value of each figure with the scale that the last one shares."""
        separators = (*self.separators, "")
        pairs = zip(self.figures, separators, strict=True)
        return tuple(figure.sharing(self.last, separator) for figure, separator in pairs)


def plain(wording: str) -> str:
    """The wording with full-width digits and signs as half-width; no place moves."""
    return wording.translate(_PLAIN)


def figure_at(text: str, start: int) -> Figure | None:
    """The figure that starts here, or None when the signs here are no certain number."""
    found = _FIGURE.match(text, start)
    if found is None:
        return None
    value = _value(found[0])
    if value is None or _is_vague(text, start):
        return None
    return Figure(start, found.end(), found[0], value, _own_scale(found[0]))


def figure_end(text: str, start: int) -> int | None:
    """Where the signs that look like a figure end, whether or not they can be read."""
    found = _FIGURE.match(text, start)
    return found.end() if found else None


def row_at(text: str, start: int) -> Row | None:
    """The longest row of figures in one script that starts here."""
    figure = figure_at(text, start)
    if figure is None:
        return None
    figures, separators = [figure], []
    while step := _NEXT.match(text, figures[-1].end):
        following = figure_at(text, step.end())
        if following is None or following.arabic != figure.arabic:
            break
        figures.append(following)
        separators.append(step[1])
    return Row(tuple(figures), tuple(separators))


def _value(written: str) -> Fraction | None:
    if written[0].isascii():
        return _arabic_value(written)
    if not _COUNTS.search(written) and written not in ("零", "〇"):
        return None
    if _DIGITS_ONLY.fullmatch(written) and len(written) != 4:
        # 三五年 is "three to five", not thirty-five; only a year is written digit by digit.
        return None
    try:
        return parse_magnitude(written)
    except NumeralError:
        return None


def _arabic_value(written: str) -> Fraction:
    parts = _PART.findall(written)
    return sum((_number(digits) * SCALES.get(scale, 1) for digits, scale in parts), Fraction(0))


def _number(digits: str) -> Fraction:
    return Fraction(re.sub("[,，]", "", digits))


def _own_scale(written: str) -> int:
    if written[0].isascii():
        parts = _PART.findall(written)
        return SCALES.get(parts[0][1], 1) if len(parts) == 1 else 1
    found = _TAIL.search(written)
    return SCALES[found[0][-1]] if found else 1


def _is_vague(text: str, start: int) -> bool:
    return start > 0 and bool(_VAGUE.match(text, start - 1))

"""The reserved words of the expression language: the only list of them."""

from typing import Final

KEYWORDS: Final = {
    "若": "KW_IF",
    "则": "KW_THEN",
    "否则": "KW_ELSE",
    "或": "KW_OR",
    "或者": "KW_OR",
    "且": "KW_AND",
    "并且": "KW_AND",
    "非": "KW_NOT",
    "不": "KW_NOT",
    "是": "KW_IS",
    "为": "KW_IS",
    "不是": "KW_IS_NOT",
    "不为": "KW_IS_NOT",
    "无": "KW_NONE",
    "属于": "KW_IN",
    "不属于": "KW_NOT_IN",
    "于": "KW_ON",
    "在": "KW_AT",
    "至": "KW_TO",
    "到": "KW_TO",
    "位于": "KW_WITHIN",
    "不位于": "KW_NOT_WITHIN",
    "前": "KW_BEFORE",
    "后": "KW_AFTER",
    "真": "KW_TRUE",
    "假": "KW_FALSE",
    "所有": "KW_ALL",
    "计": "KW_COUNTING",
    "其中": "KW_WHERE",
    "自": "KW_FROM",
    "从": "KW_FROM",
}

AGGREGATES: Final = (
    "存在",
    "没有",
    "计数",
    "不同",
    "合计",
    "最大",
    "最小",
    "最近",
    "最早",
    "连续月数",
    "最长连续月数",
    "覆盖月数",
)
"""Words that look at many records: is there one, none, how many, distinct values, sum, extremes, first and
last record, months covered."""

FULL_WIDTH: Final = str.maketrans(
    "（）＋－＊／＝＜＞％，：．！＂“”【】［］｛｝≧≦　", '()+-*/=<>%,:.!"""[][]{}≥≤ '
)
"""Full-width signs and their half-width twins, one character for one, so that columns stay right."""

FULL_WIDTH_DIGITS: Final = {ord("０") + i: str(i) for i in range(10)}


def half_width(text: str) -> str:
    """The text with half-width signs and digits, character for character."""
    return text.translate(FULL_WIDTH).translate(FULL_WIDTH_DIGITS)

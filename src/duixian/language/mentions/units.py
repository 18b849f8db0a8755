"""The units that may follow a figure, and what one of each is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from duixian.language.mentions.mention import MentionKind, Value

_WHOLE = {
    MentionKind.MONEY,
    MentionKind.MONTHS,
    MentionKind.DAYS,
    MentionKind.WORKDAYS,
    MentionKind.AGE,
    MentionKind.YEAR,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands in the wording: one is ``factor`` of its kind, and ``extra`` comes on top (一年半)."""

    words: re.Pattern[str]
    kind: MentionKind
    factor: Fraction
    extra: Fraction = Fraction(0)

    def worth(self, figure: Fraction) -> tuple[MentionKind, Value]:
        """Kind and value of so many of this unit; NUMBER with the bare figure where no whole number results."""
        value = figure * self.factor + self.extra
        if self.kind not in _WHOLE:
            return self.kind, value
        if value.denominator == 1:
            return self.kind, int(value)
        return MentionKind.NUMBER, figure


def _unit(words: str, kind: MentionKind, factor: int | Fraction = 1, extra: int | Fraction = 0) -> Unit:
    return Unit(re.compile(rf" *[余多]?{words}"), kind, Fraction(factor), Fraction(extra))


# The words of a year that are no year: 年级, 三年制, 90年代, 五年规划.
_NOT_A_YEAR = "(?!级|龄|轻|代|薪|制|产|利率|规划|行动)"
_SPAN = "(?:自然|会计|财政|完整|纳税|整|连续|日历)*"
_COUNTERS = (
    "人次|名|人|家(?![庭长具])|个|户|位(?!一体)|项|次|届|批次|批|期|件|篇|所|种|门|场|台|套|辆|组|支(?!一扶)|轮|份|笔|"
    "例|处|座|间|张|株|头|只|吨|公斤|千克|公里|千瓦时?|兆瓦|度|床|席"
)

# The first that fits is taken, so the longer words stand before the shorter.
UNITS = (
    _unit("(?:人民币)?元(?![旦件宵素])", MentionKind.MONEY, 100),
    _unit("(?:[美欧日港]元|美金)", MentionKind.NUMBER),
    _unit("%", MentionKind.PERCENT, Fraction(1, 100)),
    _unit("‰", MentionKind.PERCENT, Fraction(1, 1000)),
    _unit("个?百分点", MentionKind.PERCENT, Fraction(1, 100)),
    _unit("成(?![员立为绩果本年长就熟品功交人分])", MentionKind.PERCENT, Fraction(1, 10)),
    _unit("年半", MentionKind.MONTHS, 12, 6),
    _unit(f"个?{_SPAN}学?年度?{_NOT_A_YEAR}", MentionKind.MONTHS, 12),
    _unit("周年", MentionKind.MONTHS, 12),
    _unit("个半月", MentionKind.MONTHS, 1, Fraction(1, 2)),
    _unit(f"个{_SPAN}月", MentionKind.MONTHS),
    _unit("个季度?", MentionKind.MONTHS, 3),
    _unit("个?(?:工作日|交易日)", MentionKind.WORKDAYS),
    _unit("个?(?:自然日|日历[日天]|[日天])", MentionKind.DAYS),
    _unit("周?岁", MentionKind.AGE),
    _unit("个?(?:周(?![岁年边期])|星期|礼拜)", MentionKind.DAYS, 7),
    _unit("倍", MentionKind.TIMES),
    _unit("(?:平方米|平米|㎡|m²|m2)", MentionKind.AREA),
    _unit("亩", MentionKind.AREA, Fraction(2000, 3)),
    _unit("个?(?:标准)?(?:学时|课时|小时|钟头)", MentionKind.HOURS),
    _unit("分钟", MentionKind.HOURS, Fraction(1, 60)),
    _unit(
        "分(?![别之公期段类数支校店行管工摊配级档批步年月次散层包部院局会区布解析红享立])", MentionKind.SCORE
    ),
    _unit(f"(?:{_COUNTERS})", MentionKind.COUNT),
)


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit that stands here and where it ends."""
    for unit in UNITS:
        if found := unit.words.match(text, start):
            return unit, found.end()
    return None

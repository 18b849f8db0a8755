"""Figures with a unit, rows of figures that share one, and figures whose unit the sentence leaves out."""

from __future__ import annotations

import re
from fractions import Fraction

from duixian.language.mentions.figures import SCALES, Figure, Row, figure_end, row_at
from duixian.language.mentions.mention import Mention, MentionKind, Reading, Value
from duixian.language.mentions.units import Unit, unit_at

# A row may hold 3万、2人 or 2万，6个月, which are two things: only these kinds share across 万 or a full comma.
_SHARED_WITH_SCALE = {MentionKind.MONEY, MentionKind.COUNT, MentionKind.AREA, MentionKind.NUMBER}

_EACH_TEN_THOUSAND = re.compile("(?<=每)([百千]?[万亿]|[百千])元")
_ORDINAL = re.compile("第 *(?=.)")
_RANK = re.compile("(?<![以之提目此当日月年])前$")
_ONE_IS_AN_ARTICLE = re.compile(" *(?:人次|次|名|个|家|户|位|人)")
_LISTED_BELOW = re.compile("(?:以下|下列|上述|前述|如下|其中)$")
_PARTS_OF_A_TEXT = re.compile("方面|阶段|环节|层次|等级|档次?|级别|步骤|条件|情形|类别|类型|部分|部门|原则")

_GRANT = "给予|奖励|补助|补贴|资助|津贴|发放|支付|扶持"
_GRANTED = re.compile(_GRANT + "|奖|补")
_GRANTED_JUST_BEFORE = re.compile(
    rf"(?:{_GRANT})(?:每[人户名家月年次]|分别|最[高低]|各|一次性|不超过|不低于|标准|为|的|个人|企业|单位|金额|[:、 ])*$"
)
_COUNTED_JUST_BEFORE = re.compile("(?:达到|人数|数量|总量|户数|规模)[^，。,;]{0,6}$")
_MONEY_JUST_BEFORE = re.compile(
    "(?:产值|营收|收入|投资额?|资本|金额|税|费用?|工资|薪酬?|销售额?|预算|价格?|额度?)[^，。,;]{0,8}$"
)
_GRANTED_JUST_AFTER = re.compile(f"(?:的|一次性)*(?:{_GRANT})")
_SENTENCE_END = re.compile("[。！？!?\n]")
_LIMIT = re.compile("[ ]*(?:以上|以下|以内|以外|及|的|和|至|到|或|且|、)")
_HAN_OR_LETTER = re.compile("[\u3400-\u9fffA-Za-z]")
_NAMES_A_LEVEL = re.compile("[级号等]")


def read_quantity(text: str, start: int) -> Reading | None:
    """The figure or row of figures that starts here; Reading without mentions if it states nothing."""
    if ordinal := _ORDINAL.match(text, start):
        return _ordinal(text, start, ordinal.end())
    if each := _EACH_TEN_THOUSAND.match(text, start):
        money = Mention(MentionKind.MONEY, 100 * SCALES[each[1]], each[0], start, each.end())
        return Reading(each.end(), (money,))
    row = row_at(text, start)
    if row is None:
        end = figure_end(text, start)
        return Reading(end) if end else None
    return _with_unit(text, row) or _without_unit(text, row)


def _with_unit(text: str, row: Row) -> Reading | None:
    """The reading of the row, or of the part of it that goes together, if a unit follows it."""
    at = unit_at(text, row.last.end)
    if at is None:
        return None
    unit, end = at
    together = _together(row, unit)
    if together < len(row.figures):
        return _without_unit(text, row.upto(together))
    return Reading(end, _mentions(text, row, unit, end))


def _together(row: Row, unit: Unit) -> int:
    """How many figures of the row share the unit: all, or those before the first break."""
    for index, (figure, separator) in enumerate(zip(row.figures, row.separators, strict=False), start=1):
        scaled = figure.scale > 1 and unit.kind not in _SHARED_WITH_SCALE
        persons = figure.scale > 1 and unit.kind is MentionKind.COUNT and row.last.scale == 1
        parted = separator == "，" and unit.kind is not MentionKind.MONEY
        year = _is_year(row.last, unit) and not figure.calendar_year
        if scaled or persons or parted or year:
            return index
    return len(row.figures)


def _mentions(text: str, row: Row, unit: Unit, end: int) -> tuple[Mention, ...]:
    mentions = []
    for figure, value in zip(row.figures, row.values(), strict=True):
        last = figure is row.last
        kind, worth = _worth(figure, value, unit)
        start = _start(text, figure, kind)
        words_end = end if last else figure.end
        required = _is_required(text, figure, kind, end)
        mentions.append(Mention(kind, worth, text[start:words_end], start, words_end, required))
    return () if _is_article(text, row, unit) else tuple(mentions)


def _worth(figure: Figure, value: Fraction, unit: Unit) -> tuple[MentionKind, Value]:
    if _is_year(figure, unit):
        return MentionKind.YEAR, int(value)
    return unit.worth(value)


def _is_year(figure: Figure, unit: Unit) -> bool:
    return unit.kind is MentionKind.MONTHS and unit.factor == 12 and figure.calendar_year


def _start(text: str, figure: Figure, kind: MentionKind) -> int:
    """前三名 is one word."""
    ranked = kind is MentionKind.COUNT and _RANK.search(text[: figure.start])
    return figure.start - 1 if ranked else figure.start


def _is_article(text: str, row: Row, unit: Unit) -> bool:
    """一项, 一批, 一种: the 一 of a noun, no number."""
    alone = len(row.figures) == 1 and row.first.text == "一" and unit.kind is MentionKind.COUNT
    return alone and not _ONE_IS_AN_ARTICLE.match(text, row.first.end)


def _is_required(text: str, figure: Figure, kind: MentionKind, end: int) -> bool:
    if kind is not MentionKind.COUNT:
        return True
    if figure.value == 1 and (figure.text == "一" or text.startswith("次", figure.end)):
        return False
    listed = _LISTED_BELOW.search(text[: figure.start]) or _PARTS_OF_A_TEXT.match(text, end)
    return not listed


def _ordinal(text: str, start: int, figure_start: int) -> Reading | None:
    """第2名 ranks and 第13个月 is a turn; any other 第三… names something."""
    row = row_at(text, figure_start)
    if row is None:
        return None
    at = re.compile(" *(名|位|人(?![才员民])|个月|年度?(?!级)|季度?|次|期|批|阶段)").match(text, row.last.end)
    if at is None:
        return Reading(row.last.end)
    required = at[1] in ("名", "位", "个月")
    mentions = []
    for figure in row.figures:
        first, last = figure is row.first, figure is row.last
        begin, end = start if first else figure.start, at.end() if last else figure.end
        mentions.append(Mention(MentionKind.COUNT, figure.value, text[begin:end], begin, end, required))
    return Reading(at.end(), tuple(mentions))


def _without_unit(text: str, row: Row) -> Reading:
    """分别给予3万、2万 is money; 达到20万 counts; a bare figure is a number, unless it is part of a name."""
    if row.last.scale >= 10_000:
        kind = MentionKind.MONEY if _sounds_like_money(text, row) else MentionKind.COUNT
        return _bare(text, row, kind)
    if not row.first.arabic:
        return Reading(row.first.end)
    if _GRANTED_JUST_BEFORE.search(text[: row.first.start]) and not _names_something(text, row):
        return _bare(text, row, MentionKind.MONEY)
    first = row.upto(1)
    if _NAMES_A_LEVEL.match(text, row.last.end):
        return Reading(row.last.end)
    if not _names_something(text, first):
        return _bare(text, first, MentionKind.NUMBER)
    named = _in_quotes(text, row.first.start) or re.match("[A-Za-z]", text[row.first.end :])
    return Reading(row.first.end) if named else _bare(text, first, MentionKind.NUMBER, required=False)


def _bare(text: str, row: Row, kind: MentionKind, required: bool = True) -> Reading:
    factor = 100 if kind is MentionKind.MONEY else 1
    mentions = []
    for figure, value in zip(row.figures, row.values(), strict=True):
        worth = int(value * factor) if kind is MentionKind.MONEY else value
        words = text[figure.start : figure.end]
        mentions.append(Mention(kind, worth, words, figure.start, figure.end, required))
    return Reading(row.last.end, tuple(mentions))


def _sounds_like_money(text: str, row: Row) -> bool:
    before = _SENTENCE_END.split(text[: row.first.start])[-1]
    if _GRANTED_JUST_AFTER.match(text, row.last.end) or _MONEY_JUST_BEFORE.search(before):
        return True
    return bool(_GRANTED.search(before)) and not _COUNTED_JUST_BEFORE.search(before)


def _names_something(text: str, row: Row) -> bool:
    """Han signs or letters follow at once, as in 510英才计划, and none that sets a limit."""
    return bool(_HAN_OR_LETTER.match(text, row.last.end)) and not _LIMIT.match(text, row.last.end)


def _in_quotes(text: str, start: int) -> bool:
    before = text[:start]
    return before.count("“") > before.count("”") or before.count("「") > before.count("」")

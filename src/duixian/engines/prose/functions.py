"""The built-in functions, and choices, in words."""

from __future__ import annotations

from collections.abc import Mapping

from duixian.engines.prose.phrases import listed, say
from duixian.engines.prose.voice import Voice, denies, speaks
from duixian.language.nodes import Call, Choose
from duixian.values.bilingual import Text

FUNCTION_WORDS: Mapping[str, Text] = {
    "满月数": Text("{a}到{b}的整月数", "the full months from {a} to {b}"),
    "满年数": Text("{a}到{b}的整年数", "the full years from {a} to {b}"),
    "周岁": Text("{a}出生者到{b}的周岁", "the age on {b} of somebody born on {a}"),
    "天数": Text("{a}到{b}的天数", "the days from {a} to {b}"),
    "年份": Text("{a}所在年度", "the calendar year of {a}"),
    "月": Text("{a}所在的月（1至12）", "the number of the month of {a}"),
    "日": Text("{a}是几日", "the day of the month of {a}"),
    "季度": Text("{a}所在季度", "the quarter of {a}"),
    "所在月": Text("{a}所在月", "the month of {a}"),
    "次月": Text("{a}的次月", "the month after {a}"),
    "次日": Text("{a}的次日", "the day after {a}"),
    "前一日": Text("{a}的前一日", "the day before {a}"),
    "月初": Text("{a}的月初", "the first day of the month of {a}"),
    "月末": Text("{a}的月末", "the last day of the month of {a}"),
    "年初": Text("{a}当年的1月1日", "1 January of the year of {a}"),
    "年末": Text("{a}当年的12月31日", "31 December of the year of {a}"),
    "年月日": Text("{a}年{b}月{c}日", "the date of year {a}, month {b}, day {c}"),
    "期限月数": Text("{a}至{b}的期限月数", "the months of a term from {a} to {b}, both days included"),
    "乘方": Text("{a}的{b}次方", "{a} to the power of {b}"),
    "年数": Text("{a}年", "{a} years"),
    "个月数": Text("{a}个月", "{a} months"),
    "数量": Text("{a}的个数", "the number of {a}"),
    "较大": Text("{all}中较大的", "the greater of {all}"),
    "较小": Text("{all}中较小的", "the lesser of {all}"),
    "不超过": Text("{a}，最高为{b}", "{a}, at most {b}"),
    "不低于": Text("{a}，最低为{b}", "{a}, at least {b}"),
    "取整": Text("{a}四舍五入取整", "{a} rounded to a whole number"),
    "向下取整": Text("{a}舍去小数", "{a} rounded down"),
    "向上取整": Text("{a}进位取整", "{a} rounded up"),
    "级差": Text("{a}比{b}高的级数", "the ranks by which {a} is above {b}"),
    "开头为": Text("{a}以{rest}开头", "{a} begins with {rest}"),
    "包含": Text("{a}含有{rest}", "{a} contains {rest}"),
    "加工作日": Text("{a}之后{b}", "{b} after {a}"),
    "已知": Text("已掌握{a}", "{a} is known"),
    "未知时": Text("{a}（未掌握时按{b}）", "{a} ({b} where not known)"),
    "无时": Text("{a}（没有时按{b}）", "{a} ({b} where there is none)"),
}
"""A pattern for each function of ``language.functions``: {a}, {b}, {c} are its arguments, {rest} those after
the first, {all} all of them."""

_DENIED: Mapping[str, Text] = {
    "开头为": Text("{a}不以{rest}开头", "{a} does not begin with {rest}"),
    "包含": Text("{a}不含{rest}", "{a} does not contain {rest}"),
    "已知": Text("未掌握{a}", "{a} is not known"),
}


def _filled(voice: Voice, node: Call, pattern: Text) -> Text:
    said = [voice.say(a) for a in node.arguments]
    letters = dict(zip("abc", said, strict=False))
    return say(pattern.zh, pattern.en, all=listed(said), rest=listed(said[1:], "或", "or"), **letters)


@speaks(Call)
def call(voice: Voice, node: Call) -> Text:
    """A built-in function of its arguments."""
    return _filled(voice, node, FUNCTION_WORDS[node.function])


@denies(Call)
def call_not(voice: Voice, node: Call) -> Text:
    """Where a function that answers yes or no answers no."""
    pattern = _DENIED.get(node.function)
    if pattern is None:
        said = voice.say(node)
        return Text(f"并非“{said.zh}”", f"it is not so that {said.en}")
    return _filled(voice, node, pattern)


@speaks(Choose)
def choose(voice: Voice, node: Choose) -> Text:
    """One value or another."""
    return say(
        "如果{condition}，为{then}，否则为{otherwise}",
        "{then} if {condition}, otherwise {otherwise}",
        condition=voice.say(node.condition),
        then=voice.say(node.then),
        otherwise=voice.say(node.otherwise),
    )

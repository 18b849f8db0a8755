"""The built-in functions of the expression language: name, parameters, result, meaning.

This table is the one list of them: the resolver checks calls against it, engines implement each name, and
the manual is generated from it. ``SAME`` means the type of the first argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from duixian.language.types import (
    AGE,
    BOOL,
    DATE,
    DAYS,
    INT,
    MONTH,
    MONTHS,
    NUMBER,
    TEXT,
    WORKDAYS,
    Type,
)

SAME: Final = "same"
ANY: Final = "any"
DATE_OR_MONTH: Final = "date or month"
ORDERED: Final = "ordered"
Parameter = Type | str


@dataclass(frozen=True, slots=True)
class Function:
    """A built-in. ``variadic``: the last parameter may repeat. ``lazy``: arguments may be unknown."""

    name: str
    parameters: tuple[Parameter, ...]
    result: Parameter
    zh: str
    en: str
    variadic: bool = False
    lazy: bool = False


_ALL = (
    Function(
        "满月数", (DATE, DATE), MONTHS, "两个日期之间的整月数", "complete calendar months between two dates"
    ),
    Function(
        "期限月数",
        (DATE, DATE),
        MONTHS,
        "起止两日都算在内的整月数（合同期限）",
        "complete calendar months of a term, first and last day included",
    ),
    Function("满年数", (DATE, DATE), INT, "两个日期之间的整年数", "complete years between two dates"),
    Function("周岁", (DATE, DATE), AGE, "出生日期到某日的周岁", "age in completed years on a date"),
    Function("天数", (DATE, DATE), DAYS, "两个日期相差的天数", "days from one date to another"),
    Function("年份", (DATE_OR_MONTH,), INT, "日期或月份所在的年", "calendar year of a date or month"),
    Function("月", (DATE_OR_MONTH,), INT, "日期或月份是几月（1–12）", "number of the month, 1–12"),
    Function("日", (DATE,), INT, "日期是几日（1–31）", "day of the month, 1–31"),
    Function("季度", (DATE_OR_MONTH,), INT, "第几季度（1–4）", "quarter, 1–4"),
    Function("所在月", (DATE,), MONTH, "日期所在的月份", "the month of a date"),
    Function("次月", (DATE_OR_MONTH,), MONTH, "下一个月", "the month after"),
    Function("次日", (DATE,), DATE, "后一天", "the day after"),
    Function("前一日", (DATE,), DATE, "前一天", "the day before"),
    Function("月初", (DATE_OR_MONTH,), DATE, "月份的第一天", "first day of the month"),
    Function("月末", (DATE_OR_MONTH,), DATE, "月份的最后一天", "last day of the month"),
    Function("年初", (DATE_OR_MONTH,), DATE, "当年 1 月 1 日", "1 January of the year"),
    Function("年末", (DATE_OR_MONTH,), DATE, "当年 12 月 31 日", "31 December of the year"),
    Function("年月日", (INT, INT, INT), DATE, "由年、月、日得到日期", "the date of a year, month and day"),
    Function("年数", (INT,), MONTHS, "几年的时间长度（月）", "a length of time of so many years"),
    Function("个月数", (INT,), MONTHS, "几个月的时间长度", "a length of time of so many months"),
    Function(
        "数量", (ORDERED,), INT, "去掉单位（月、天、岁）的个数", "the bare number of months, days or years"
    ),
    Function("较大", (ORDERED, ORDERED), SAME, "几个值中较大的", "the greatest of the values", variadic=True),
    Function("较小", (ORDERED, ORDERED), SAME, "几个值中较小的", "the least of the values", variadic=True),
    Function("不超过", (ORDERED, ORDERED), SAME, "封顶", "capped at"),
    Function("不低于", (ORDERED, ORDERED), SAME, "保底", "floored at"),
    Function(
        "乘方",
        (NUMBER, INT),
        NUMBER,
        "一个数自乘几次（逐年增长率）",
        "a number to a whole power (yearly growth)",
    ),
    Function("取整", (NUMBER,), INT, "四舍五入到整数", "rounded half up to a whole number"),
    Function("向下取整", (NUMBER,), INT, "舍去小数", "rounded down to a whole number"),
    Function("向上取整", (NUMBER,), INT, "进位到整数", "rounded up to a whole number"),
    Function(
        "级差",
        (ORDERED, ORDERED),
        INT,
        "前一等级比后一等级高几级",
        "ranks by which the first is above the second",
    ),
    Function("开头为", (TEXT, TEXT), BOOL, "文字以某段开头", "the text starts with", variadic=True),
    Function("包含", (TEXT, TEXT), BOOL, "文字含有某段", "the text holds", variadic=True),
    Function("加工作日", (DATE, WORKDAYS), DATE, "某日后第几个工作日", "the date so many working days later"),
    Function("已知", (ANY,), BOOL, "这个值是否已知", "whether the value is known", lazy=True),
    Function(
        "未知时",
        (ANY, SAME),
        SAME,
        "值未知时改用后者",
        "the value, or the second where it is unknown",
        lazy=True,
    ),
    Function(
        "无时",
        (ANY, SAME),
        SAME,
        "值为无时改用后者",
        "the value, or the second where there is none",
        lazy=True,
    ),
)

FUNCTIONS: Final = {f.name: f for f in _ALL}

RECORD_FUNCTIONS: Final = {
    "在期": ("一条记录在某日（月）有效", "the record holds on a date or in a month"),
    "与期间相交": ("一条记录在起止之间某时有效", "the record holds at some time between two dates"),
}
"""Functions of the record an aggregate looks at, by its table's period."""


__all__ = ["ANY", "DATE_OR_MONTH", "FUNCTIONS", "ORDERED", "RECORD_FUNCTIONS", "SAME", "Function"]

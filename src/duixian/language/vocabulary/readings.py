"""How a raw cell of each kind is read: certain, or refused with what should stand there.

A reader takes text, a number, a date or a boolean, never an empty cell, and raises CellError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final, TypeVar

from duixian.language.types import Kind
from duixian.language.vocabulary.schema import Category, Shape
from duixian.values.bilingual import DuixianError, Text
from duixian.values.credit_code import parse_credit_code
from duixian.values.dates import parse_date
from duixian.values.id_number import parse_id_number
from duixian.values.money import parse_money
from duixian.values.months import MonthError, first_day, month_of, parse_month
from duixian.values.numerals import parse_magnitude, parse_number
from duixian.values.regions import region_near
from duixian.values.widths import half_width

Reader = Callable[[object], Any]
T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1900, 2100
EXACT_IN_EXCEL: Final = 10**15
"""Excel keeps fifteen digits of a number and replaces the rest by zeros."""
_MAX_INT = 2**63 - 1
_TIME = re.compile(r"(.*?)[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?")
_QUOTIENT = re.compile(r"(-?[0-9]+)/([0-9]+)")
_MONTHS = re.compile(r"(?:([^年月个]+)年)?(?:零?([^年月个]+)个?月)?")
_YES = {"是", "有", "Y", "YES", "TRUE", "1", "√", "✓"}
_NO = {"否", "无", "N", "NO", "FALSE", "0", "×"}
_UNITS = {
    Kind.DAYS: ("天", "日"),
    Kind.WORKDAYS: ("个工作日", "工作日"),
    Kind.AGE: ("周岁", "岁"),
}


class CellError(DuixianError, ValueError):
    """A cell that cannot be read; ``message`` says what should stand there, ``where`` the column if known."""

    @property
    def expected(self) -> Text:
        """What should stand in the cell."""
        return self.message


def nearest_word(word: str, known: Sequence[str]) -> str | None:
    """The known word that looks most like another, if any is near."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.4)), None)


def member_reader(category: Category) -> Reader:
    """The reader of one category, which names the nearest member when it refuses."""

    def read(raw: object) -> str:
        word = "".join(half_width(_text(raw)).split())
        member = category.member_named(word)
        if member is None:
            raise _stranger(category, word)
        return member

    return read


def _stranger(category: Category, word: str) -> CellError:
    known = "、".join(category.members)
    nearest = nearest_word(word, [*category.members, *category.aliases])
    zh, en = (f"是否为「{nearest}」？", f"Did you mean '{nearest}'? ") if nearest else ("", "")
    return _refusal(
        "cell-category",
        Text(f"「{category.name}」之一：{known}", f"one of '{category.name}' ({category.english}): {known}"),
        Text(f"「{word}」不在其中", f"'{word}' is none of them"),
        Text(f"{zh}请改写成所列的词。", f"{en}Write one of the words listed."),
    )


def _text(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if _is_number(raw) and not _loses_digits(raw):
        number = Decimal(str(raw))
        return str(int(number)) if number == number.to_integral_value() else format(number, "f")
    raise _refusal(
        "cell-text",
        Text("文字", "text"),
        Text("这一格不是文字", "the cell holds no text"),
        Text(
            "请把这一列设为「文本」格式后重新填写；超过 15 位的号码存成数字会丢失末位。",
            "Format the column as text and type it again; numbers over 15 digits lose their last digits.",
        ),
    )


def _id_number(raw: object) -> str:
    expected = Text("有效的 18 位身份证号", "a valid ID number of 18 characters")
    word = _text(raw)
    return _checked("cell-id-number", expected, lambda: parse_id_number(word).text)


def _credit_code(raw: object) -> str:
    expected = Text("有效的 18 位统一社会信用代码", "a valid unified social credit code of 18 characters")
    word = _text(raw)
    return _checked("cell-credit-code", expected, lambda: parse_credit_code(word))


def region_reader(home: str) -> Reader:
    """Reads a region; a shared name means the one near ``home``."""
    expected = Text("行政区划的名称或代码", "the name or code of a region")

    def read(raw: object) -> str:
        word = _text(raw)
        return _checked("cell-region", expected, lambda: region_near(word, home).code.ljust(6, "0"))

    return read


def _money(raw: object) -> int:
    expected = Text("金额（元，最多两位小数）", "an amount of money (yuan, at most two decimals)")
    words = _digits(raw, expected)
    return _checked("cell-money", expected, lambda: parse_money(words))


def _int(raw: object) -> int:
    expected = Text("整数", "a whole number")
    words = _digits(raw, expected)
    return _whole("cell-whole", expected, lambda: parse_magnitude(words))


def _number(raw: object) -> Fraction:
    expected = Text("数", "a number")
    words = _digits(raw, expected)
    return _checked("cell-number", expected, lambda: _fraction(words))


def _fraction(words: str) -> Fraction:
    quotient = _QUOTIENT.fullmatch(half_width(words))
    if quotient and int(quotient[2]):
        return Fraction(int(quotient[1]), int(quotient[2]))
    return parse_number(words)


def _ratio(raw: object) -> Fraction:
    expected = Text("比率，例如 60%、0.6 或 3/5", "a ratio such as 60%, 0.6 or 3/5")
    words = half_width(_digits(raw, expected))
    ratio = _checked("cell-ratio", expected, lambda: _fraction(words))
    # A bare 60 may mean 60% or sixty times: only % or a quotient may go beyond the whole.
    if ratio > 1 and not set(words) & set("%/‰分"):
        detail = Text(f"{words} 没有写百分号", f"{words} has no per cent sign")
        raise _refusal("cell-ratio", expected, detail, Text("请写成 60% 或 0.6。", "Write 60% or 0.6."))
    return ratio


def _bool(raw: object) -> bool:
    word = half_width(str(raw)).upper().removesuffix(".0")
    if word in _YES or word in _NO:
        return word in _YES
    raise _refusal(
        "cell-bool",
        Text("是或否", "yes (是) or no (否)"),
        Text(f"「{raw}」两者都不是", f"'{raw}' is neither"),
        Text("请填 是 或 否。", "Write 是 or 否."),
    )


def _date(raw: object) -> date:
    if isinstance(raw, datetime):
        raw = raw.date()
    day = raw if isinstance(raw, date) else _date_in(_digits(raw, _A_DATE))
    return _dated("cell-date", _A_DATE, day)


def _date_in(words: str) -> date:
    timed = _TIME.fullmatch(words)
    return _checked("cell-date", _A_DATE, lambda: parse_date(timed[1] if timed else words))


def _month(raw: object) -> int:
    if isinstance(raw, date):
        return month_of(_date(raw))
    words = _digits(raw, _A_MONTH)
    # 2021.1 typed as a number may have been 2021.10.
    if not isinstance(raw, str) and "." in words:
        detail = Text(f"{words} 有歧义", f"{words} is ambiguous")
        raise _refusal(
            "cell-month", _A_MONTH, detail, Text("请以文本写成 2021-07。", "Write the text 2021-07.")
        )
    month = _checked("cell-month", _A_MONTH, lambda: _month_in(words))
    _dated("cell-month", _A_MONTH, first_day(month))
    return month


def _month_in(words: str) -> int:
    try:
        return parse_month(words)
    except MonthError as error:
        try:
            return month_of(_date_in(words))
        except CellError:
            raise error from None


def _months(raw: object) -> int:
    expected = Text("月数，例如 36、36个月或 3年", "a number of months such as 36, 36个月 or 3年")
    words = _digits(raw, expected)
    return _count("cell-months", expected, lambda: _months_in(words))


def _months_in(words: str) -> Fraction:
    found = _MONTHS.fullmatch("".join(half_width(words).split()))
    if found is None or not any(found.groups()):
        return parse_magnitude(words)
    years, months = found.groups()
    return 12 * (parse_number(years) if years else 0) + (parse_number(months) if months else Fraction(0))


def _count_reader(kind: Kind) -> Reader:
    units = _UNITS[kind]
    expected = Text(f"{kind.value}，例如 30 或 30{units[0]}", f"a number such as 30 or 30{units[0]}")

    def read(raw: object) -> int:
        words = _digits(raw, expected)
        for unit in units:
            words = words.removesuffix(unit)
        return _count("cell-count", expected, lambda: parse_magnitude(words))

    return read


_A_DATE = Text(
    f"日期，例如 2021-07-01（{FIRST_YEAR} 至 {LAST_YEAR} 年）",
    f"a date such as 2021-07-01 (years {FIRST_YEAR} to {LAST_YEAR})",
)
_A_MONTH = Text(
    f"月份，例如 2021-07（{FIRST_YEAR} 至 {LAST_YEAR} 年）",
    f"a month such as 2021-07 (years {FIRST_YEAR} to {LAST_YEAR})",
)
_CHECK_AGAIN = Text("请核对原件后重新填写。", "Check the original and write it again.")


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)


def _loses_digits(raw: object) -> bool:
    number = Decimal(str(raw))
    return not isinstance(raw, int) and not (number.is_finite() and abs(number) < EXACT_IN_EXCEL)


def _digits(raw: object, expected: Text) -> str:
    """Text as it is; a number as the shortest decimal that stands for it. Raises CellError."""
    if isinstance(raw, str):
        return raw
    if _is_number(raw) and (number := Decimal(str(raw))).is_finite():
        whole = number == number.to_integral_value()
        return str(int(number)) if whole else format(number, "f")
    detail = Text(f"这一格是「{raw}」", f"the cell holds '{raw}'")
    raise _refusal("cell-type", expected, detail, _CHECK_AGAIN)


def _checked(code: str, expected: Text, read: Callable[[], T]) -> T:
    try:
        return read()
    except DuixianError as error:
        raise _refusal(code, expected, error.message, error.remedy) from error


def _whole(code: str, expected: Text, read: Callable[[], Fraction]) -> int:
    number = _checked(code, expected, read)
    if number.denominator == 1 and abs(number.numerator) <= _MAX_INT:
        return number.numerator
    detail = Text(f"{number} 不是，或超出范围", f"{number} is not, or is out of range")
    raise _refusal(code, expected, detail, _CHECK_AGAIN)


def _count(code: str, expected: Text, read: Callable[[], Fraction]) -> int:
    count = _whole(code, expected, read)
    if count >= 0:
        return count
    detail = Text(f"{count} 小于零", f"{count} is below zero")
    raise _refusal(code, expected, detail, _CHECK_AGAIN)


def _dated(code: str, expected: Text, day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    detail = Text(f"{day.year} 年不在其内", f"the year {day.year} is outside")
    raise _refusal(code, expected, detail, _CHECK_AGAIN)


def _refusal(code: str, expected: Text, detail: Text, remedy: Text) -> CellError:
    zh, en = detail.zh.rstrip("。"), detail.en.rstrip(".")
    return CellError(
        code, Text(f"应为{expected.zh}；{zh}。", f"Expected {expected.en}; {en}."), remedy=remedy
    )


READERS_BY_KIND: Mapping[Kind, Reader] = {
    Kind.TEXT: _text,
    Kind.INT: _int,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.MONTHS: _months,
    Kind.BOOL: _bool,
    **{kind: _count_reader(kind) for kind in _UNITS},
}
READERS_BY_SHAPE: Mapping[Shape, Reader] = {
    Shape.ID_NUMBER: _id_number,
    Shape.CREDIT_CODE: _credit_code,
    Shape.RATIO: _ratio,
}

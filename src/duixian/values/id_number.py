"""公民身份号码 by GB 11643: six digits of region, eight of birth, three of sequence, one check.

Shape, date and check digit are binding; the region is only a hint, for codes are retired while
the numbers issued under them live on. No message repeats the number: it may end up in a log.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")


@dataclass(frozen=True)
class IdNumber:
    """A valid number and what it says. ``sex`` is 男 or 女; ``region`` is six digits, a hint only."""

    birth: date
    sex: str
    region: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class IdNumberProblem:
    """Why a text is not an ID number: a code for programs, words for people."""

    code: str
    message: Text
    remedy: Text


class IdNumberError(DuixianError, ValueError):
    """A text that is not a valid ID number; ``code`` is that of its IdNumberProblem."""


def check_id_number(text: str) -> IdNumberProblem | None:
    """What is wrong with a number, or None.

    Codes, in order of precedence: ``id-number-missing``, ``id-number-old`` (15 digits),
    ``id-number-length``, ``id-number-characters``, ``id-number-birth``, ``id-number-check-digit``.
    Spaces, full-width characters and a small x are accepted.
    """
    number = _canonical(text)
    if len(number) != 18:
        return _length_problem(number)
    if not _SHAPE.fullmatch(number):
        return _problem(
            "id-number-characters",
            "身份证号前 17 位应为数字，末位为数字或 X。",
            "An ID number has 17 digits, then a digit or X.",
        )
    if _birth(number) is None:
        return _problem(
            "id-number-birth",
            "身份证号第 7 至 14 位不是一个存在的出生日期。",
            "Digits 7 to 14 of the ID number are not a date of birth that exists.",
        )
    if number[17] != _check_digit(number[:17]):
        # The right digit is not told: the number has to be read again, not repaired.
        return _problem(
            "id-number-check-digit",
            "身份证号校验码不符，至少有一位数字有误。",
            "The check digit of the ID number does not fit: at least one digit is wrong.",
        )
    return None


def parse_id_number(text: str) -> IdNumber:
    """The number in its canonical 18 characters with birth, sex and region.

    Raises IdNumberError with the codes of :func:`check_id_number`.
    """
    if problem := check_id_number(text):
        raise IdNumberError(problem.code, problem.message, remedy=problem.remedy)
    number = _canonical(text)
    sex = "男" if int(number[16]) % 2 else "女"
    return IdNumber(date.fromisoformat(number[6:14]), sex, number[:6], number)


def make_id_number(region: str, birth: date, sequence: int) -> str:
    """A valid number for samples and tests; an odd ``sequence`` (0 to 999) is male.

    Raises IdNumberError (``id-number-parts``).
    """
    if not re.fullmatch(r"[0-9]{6}", region) or not 0 <= sequence <= 999:
        raise IdNumberError(
            "id-number-parts",
            Text(
                f"不能由地区“{region}”和顺序码 {sequence} 编成身份证号。",
                f"No ID number can be made of region '{region}' and sequence {sequence}.",
            ),
            remedy=Text(
                "地区为 6 位数字，顺序码为 0 至 999。",
                "Give a region of six digits and a sequence from 0 to 999.",
            ),
        )
    body = f"{region}{birth.year:04d}{birth.month:02d}{birth.day:02d}{sequence:03d}"
    return body + _check_digit(body)


def _canonical(text: str) -> str:
    return "".join(half_width(text).split()).upper()


def _birth(number: str) -> date | None:
    try:
        return date.fromisoformat(number[6:14])
    except ValueError:
        return None


def _check_digit(body: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return _CHECK_DIGITS[total % 11]


def _length_problem(number: str) -> IdNumberProblem:
    if not number:
        return _problem("id-number-missing", "没有填写身份证号。", "The ID number is missing.")
    if re.fullmatch(r"[0-9]{15}", number):
        return _problem(
            "id-number-old",
            "这是 15 位的旧身份证号，已停止使用。",
            "This is an old ID number of 15 digits, no longer in use.",
        )
    return _problem(
        "id-number-length",
        f"身份证号应为 18 位，现为 {len(number)} 位。",
        f"An ID number has 18 characters; this has {len(number)}.",
    )


def _problem(code: str, zh: str, en: str) -> IdNumberProblem:
    remedy = Text(
        "请对照身份证原件重新填写 18 位号码。", "Copy the 18 characters again from the card itself."
    )
    return IdNumberProblem(code, Text(zh, en), remedy)

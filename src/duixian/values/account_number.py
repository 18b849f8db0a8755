"""Bank account numbers as people write them, with the check that cards of China UnionPay bear.

A number of 16 to 19 digits that begins with 62 is a card's: its last digit makes the Luhn sum whole (ISO/IEC 7812-1,
annex B). Passbooks and the accounts of units are numbered by each bank in its own way; of them only the length is told.
"""

from __future__ import annotations

import re

from stdnum import luhn

from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

_SHORTEST, _LONGEST = 8, 32
_CARD = re.compile(r"62[0-9]{14,17}")


class AccountNumberError(DuixianError, ValueError):
    """A text that cannot be the number of a bank account."""


def parse_account_number(text: str) -> str:
    """The number as digits, without spaces and hyphens.

    Raises AccountNumberError: ``account-missing``, ``account-characters``, ``account-length``,
    ``account-check-digit``.

    >>> parse_account_number("6222 0200 0000 0000 018")
    '6222020000000000018'
    """
    number = re.sub(r"[\s-]", "", half_width(text))
    if not number:
        raise _error("account-missing", "没有填写银行账号。", "The account number is missing.")
    if not number.isascii() or not number.isdigit():
        raise _error(
            "account-characters", "银行账号只能是数字。", "The number of an account is made of digits alone."
        )
    if not _SHORTEST <= len(number) <= _LONGEST:
        raise _error(
            "account-length",
            f"银行账号应为 {_SHORTEST} 到 {_LONGEST} 位，填写的是 {len(number)} 位。",
            f"An account number has {_SHORTEST} to {_LONGEST} digits; this one has {len(number)}.",
        )
    if _CARD.fullmatch(number) and not luhn.is_valid(number):
        raise _error(
            "account-check-digit",
            "银行卡号的校验位不符，至少有一位有误。",
            "The check digit of the card number does not fit: a digit is wrong.",
        )
    return number


def _error(code: str, zh: str, en: str) -> AccountNumberError:
    remedy = Text(
        "请对照银行卡或开户许可证逐位核对后重新填写。",
        "Copy it digit by digit from the card or the bank's paper.",
    )
    return AccountNumberError(code, Text(zh, en), remedy=remedy)

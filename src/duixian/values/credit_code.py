"""统一社会信用代码 (GB 32100): eighteen characters that name an employer or an institution.

The check is python-stdnum's ``cn.uscc``, which takes a digit in the first two places: the codes
of registering authorities that are letters (such as N for agriculture) are refused by it.
"""

from __future__ import annotations

import re

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from duixian.values.bilingual import DuixianError, Text
from duixian.values.widths import half_width

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ENTERPRISE = "91"  # registered with market regulation, as an enterprise


class CreditCodeError(DuixianError, ValueError):
    """A text that is not a valid unified social credit code."""


def parse_credit_code(text: str) -> str:
    """The code as 18 upper-case characters, without spaces and hyphens.

    Raises CreditCodeError: ``credit-code-missing``, ``credit-code-length``,
    ``credit-code-characters``, ``credit-code-check-digit``.
    """
    code = uscc.compact(half_width(text))
    if not code:
        raise _error("credit-code-missing", "没有填写统一社会信用代码。", "The credit code is missing.")
    try:
        return str(uscc.validate(code))
    except InvalidLength as error:
        raise _length_error(code) from error
    except InvalidChecksum as error:
        raise _error(
            "credit-code-check-digit",
            f"统一社会信用代码“{code}”的校验码不符，至少有一位有误。",
            f"The check digit of the credit code '{code}' does not fit: a character is wrong.",
        ) from error
    except ValidationError as error:
        raise _characters_error(code) from error


def make_credit_code(region6: str, serial: int) -> str:
    """A valid code of an enterprise for samples and tests, from six digits and a serial below 10^8.

    Raises CreditCodeError (``credit-code-parts``).
    """
    if not re.fullmatch(r"[0-9]{6}", region6) or not 0 <= serial < 10**8:
        raise _error(
            "credit-code-parts",
            f"不能由地区“{region6}”和序号 {serial} 编成统一社会信用代码。",
            f"No credit code can be made of region '{region6}' and serial {serial}.",
        )
    organisation = f"{serial:08d}"
    body = _ENTERPRISE + region6 + organisation + _organisation_check_digit(organisation)
    return body + str(uscc.calc_check_digit(body))


def _organisation_check_digit(organisation: str) -> str:
    total = sum(
        weight * int(digit) for weight, digit in zip(_ORGANISATION_WEIGHTS, organisation, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def _length_error(code: str) -> CreditCodeError:
    return _error(
        "credit-code-length",
        f"统一社会信用代码应为 18 位，“{code}”为 {len(code)} 位。",
        f"A credit code has 18 characters; '{code}' has {len(code)}.",
    )


def _characters_error(code: str) -> CreditCodeError:
    return _error(
        "credit-code-characters",
        f"统一社会信用代码“{code}”中有不允许的字符：前 8 位应为数字，其后不使用 I、O、S、V、Z。",
        f"The credit code '{code}' has a character that is not allowed: "
        "the first 8 are digits and I, O, S, V, Z are never used.",
    )


def _error(code: str, zh: str, en: str) -> CreditCodeError:
    remedy = Text(
        "请对照营业执照或登记证书重新填写 18 位代码，注意 0 与 O、1 与 I、2 与 Z、5 与 S。",
        "Copy the 18 characters from the licence; mind 0 and O, 1 and I, 2 and Z, 5 and S.",
    )
    return CreditCodeError(code, Text(zh, en), remedy=remedy)

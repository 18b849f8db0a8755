"""Money: whole fen (1/100 yuan) in signed 64 bits, never a float.

The range is checked wherever an amount is made, so that no engine and no column can wrap.
"""

from __future__ import annotations

from fractions import Fraction

from duixian.values.bilingual import DuixianError, Text, language_of
from duixian.values.numerals import NumeralError, parse_magnitude
from duixian.values.widths import half_width

MAX_FEN = 2**63 - 1
MIN_FEN = -(2**63)
_CURRENCY_SIGNS = ("人民币", "CNY", "RMB", "¥")


class MoneyError(DuixianError, ValueError):
    """An amount that cannot be read, or that 64-bit fen cannot hold."""


def check_fen(fen: int) -> int:
    """The same amount in fen, or MoneyError (``money-out-of-range``) outside signed 64 bits."""
    if MIN_FEN <= fen <= MAX_FEN:
        return fen
    raise MoneyError(
        "money-out-of-range",
        Text(
            f"金额 {fen} 分超出可以记录的范围。",
            f"The amount of {fen} fen is outside the range that can be recorded.",
        ),
        remedy=Text(
            "请核对金额的单位（元、万元、亿元）和公式。",
            "Check the unit (元, 万元, 亿元) of the amount and the formula.",
        ),
    )


def round_half_up(numerator: int, denominator: int) -> int:
    """``floor(numerator / denominator + 1/2)`` in exact integers: 1/2 → 1, −1/2 → 0.

    Raises MoneyError (``money-denominator``) unless the denominator is positive.
    """
    if denominator <= 0:
        raise MoneyError(
            "money-denominator",
            Text(
                f"取整的分母必须是正整数，现为 {denominator}。",
                f"Rounding needs a positive denominator, not {denominator}.",
            ),
            remedy=Text("请核对公式中的除数。", "Check the divisor in the formula."),
        )
    return (2 * numerator + denominator) // (2 * denominator)


def scale_fen(fen: int, ratio: Fraction) -> int:
    """Fen × ratio, half up to the fen. Raises MoneyError (``money-out-of-range``)."""
    return check_fen(round_half_up(fen * ratio.numerator, ratio.denominator))


def parse_money(text: str) -> int:
    """Fen in ``1万元``, ``1,000.50元``, ``1.2亿元``, ``一千元``, ``¥12.5`` or ``5000`` (yuan without a unit).

    Raises MoneyError: ``money-unreadable``, ``money-below-fen`` (more than two decimals in yuan),
    ``money-out-of-range``.
    """
    try:
        yuan = parse_magnitude(_without_currency(half_width(text)))
    except NumeralError as error:
        raise _unreadable(text) from error
    fen = yuan * 100
    if fen.denominator != 1:
        raise _below_fen(text)
    return check_fen(fen.numerator)


def format_money(fen: int, lang: str = "zh") -> str:
    """``1,000元`` or ``1,000.50元`` in Chinese, ``CNY 1,000.00`` in English; exact, range-checked."""
    yuan, cents = divmod(abs(check_fen(fen)), 100)
    sign = "-" if fen < 0 else ""
    if language_of(lang) == "en":
        return f"CNY {sign}{yuan:,}.{cents:02d}"
    return f"{sign}{yuan:,}.{cents:02d}元" if cents else f"{sign}{yuan:,}元"


def _without_currency(words: str) -> str:
    for sign in _CURRENCY_SIGNS:
        if words.upper().startswith(sign):
            words = words[len(sign) :].strip()
            break
    return words.removesuffix("圆").removesuffix("元").rstrip()


def _unreadable(text: str) -> MoneyError:
    return MoneyError(
        "money-unreadable",
        Text(f"“{text}”不是可以读出的金额。", f"'{text}' cannot be read as an amount of money."),
        remedy=Text(
            "请写成 1000、1,000.50元、1万元或 1.2亿元这样的形式；不写单位时按元计。",
            "Write it like 1000, 1,000.50元, 1万元 or 1.2亿元; without a unit it counts as yuan.",
        ),
    )


def _below_fen(text: str) -> MoneyError:
    return MoneyError(
        "money-below-fen",
        Text(f"“{text}”精确到分以下。", f"'{text}' is finer than one fen."),
        remedy=Text(
            "折合成元后最多保留两位小数（精确到分），例如 12.34元 或 1.2345万元。",
            "At most two decimals are allowed once it is in yuan (whole fen), such as 12.34元 or 1.2345万元.",
        ),
    )

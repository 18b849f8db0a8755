"""Amounts and days as official papers write them: 大写 of whole fen, and a day in Chinese figures.

The way of writing is that of China's rules on payment papers (支付结算办法, annex on filling in papers): a zero is
written once between figures that it parts, 整 ends an amount without fen.
"""

from __future__ import annotations

from datetime import date

from duixian.values.money import check_fen

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_FIGURES = "〇一二三四五六七八九"
_PLACES = ("", "拾", "佰", "仟")


def in_capitals(fen: int) -> str:
    """``人民币壹仟零伍拾元整`` for 105000 fen. Raises MoneyError outside signed 64 bits.

    >>> in_capitals(105000), in_capitals(-1)
    ('人民币壹仟零伍拾元整', '人民币负壹分')
    """
    yuan, cents = divmod(abs(check_fen(fen)), 100)
    sign = "负" if fen < 0 else ""
    whole = f"{_whole(yuan)}元" if yuan else ""
    return f"人民币{sign}{whole}{_cents(cents, yuan)}"


def day_in_figures(day: date) -> str:
    """``二〇二三年六月三十日``.

    >>> day_in_figures(date(2020, 11, 23))
    '二〇二〇年十一月二十三日'
    """
    year = "".join(_FIGURES[int(sign)] for sign in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _cents(cents: int, yuan: int) -> str:
    tenths, rest = divmod(cents, 10)
    if not cents:
        return "整" if yuan else "零元整"
    zero = "零" if yuan and (not tenths or not yuan % 10) else ""
    head = f"{_CAPITALS[tenths]}角" if tenths else ""
    return zero + head + (f"{_CAPITALS[rest]}分" if rest else "整")


def _whole(yuan: int) -> str:
    """So many 亿, so many 万, and the rest; one zero where places between two figures are empty."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        high, low = divmod(yuan, size)
        if high:
            zero = "零" if 0 < low < size // 10 else ""
            return f"{_whole(high)}{unit}{zero}{_whole(low) if low else ''}"
    return _section(yuan)


def _section(number: int) -> str:
    words = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += _CAPITALS[digit] + _PLACES[place]
        elif words and number % 10**place and not words.endswith("零"):
            words += "零"
    return words


def _small(number: int) -> str:
    """1 to 31, as months and days are said."""
    tens, ones = divmod(number, 10)
    head = f"{'' if tens == 1 else _FIGURES[tens]}十" if tens else ""
    return head + (_FIGURES[ones] if ones else "")

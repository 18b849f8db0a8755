"""Money as people read it: figures with two places, and the capital characters of official papers."""

from __future__ import annotations

from cn2an import an2cn

from duixian.values.money import check_fen


def figures(fen: int) -> str:
    """``¥1,234.50``; a minus stands before the sign."""
    yuan, cents = divmod(abs(check_fen(fen)), 100)
    return f"{'−' if fen < 0 else ''}¥{yuan:,}.{cents:02d}"


def capital(fen: int) -> str:
    """Capital characters: ``壹仟贰佰叁拾肆元伍角整``. 整 follows whole yuan and whole 角, as the rules of payment want
    it; the library writes 整 after 元 alone.

    >>> capital(123450), capital(5), capital(0)
    ('壹仟贰佰叁拾肆元伍角整', '伍分', '零元整')
    """
    yuan, cents = divmod(abs(check_fen(fen)), 100)
    words = _yuan(yuan, cents) + _cents(yuan, *divmod(cents, 10))
    return ("负" if fen < 0 else "") + words


def _yuan(yuan: int, cents: int) -> str:
    if yuan == 0 and cents:
        return ""
    return f"{an2cn(str(yuan), 'up')}元" + ("" if cents else "整")


def _cents(yuan: int, tenths: int, hundredths: int) -> str:
    if not tenths and not hundredths:
        return ""
    before = f"{an2cn(str(tenths), 'up')}角" if tenths else ("零" if yuan else "")
    return before + (f"{an2cn(str(hundredths), 'up')}分" if hundredths else "整")

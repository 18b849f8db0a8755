"""Money as a page shows it: figures with two places; capital characters are ``values.capitals``."""

from __future__ import annotations

from duixian.values.money import check_fen


def figures(fen: int) -> str:
    """``¥1,234.50``; a minus stands before the sign."""
    yuan, cents = divmod(abs(check_fen(fen)), 100)
    return f"{'−' if fen < 0 else ''}¥{yuan:,}.{cents:02d}"

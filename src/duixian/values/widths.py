"""Full-width characters, as Chinese input methods type them, brought to half width."""

from __future__ import annotations

# U+FF01…U+FF5E mirror ASCII 0x21…0x7E. NFKC is not used: it would also turn ① into 1.
_HALF_WIDTH = {0xFEE0 + ascii_code: ascii_code for ascii_code in range(0x21, 0x7F)}
_HALF_WIDTH[0x3000] = 0x20  # ideographic space
_HALF_WIDTH[0xFFE5] = 0xA5  # ￥ to ¥


def half_width(text: str) -> str:
    """The same text with full-width letters, digits, signs and spaces as half-width, ends stripped."""
    return text.translate(_HALF_WIDTH).strip()

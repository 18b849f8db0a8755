"""The language of an answer, from the header `Accept-Language`."""

from __future__ import annotations

from duixian.values.bilingual import LANGUAGES

DEFAULT = "zh"
_FULL = 1000


def preferred(header: str) -> str:
    """`zh` or `en`: the one with the greatest weight in the header; Chinese where it names neither.

    >>> preferred("en-GB;q=0.8, zh;q=0.7")
    'en'
    >>> preferred("fr")
    'zh'
    """
    weighed = [(_weight(part), _primary(part)) for part in header.split(",")]
    known = [(weight, name) for weight, name in weighed if weight and name in LANGUAGES]
    return max(known, key=lambda found: found[0])[1] if known else DEFAULT


def _primary(part: str) -> str:
    return part.split(";")[0].strip().split("-")[0].lower()


def _weight(part: str) -> int:
    """`q` in thousandths; 1 without one, nothing where it is not a number."""
    quality = next((item for item in part.split(";")[1:] if item.strip().startswith("q=")), None)
    if quality is None:
        return _FULL
    whole, _, fraction = quality.strip()[2:].partition(".")
    digits = whole + fraction.ljust(3, "0")[:3]
    return min(int(digits), _FULL) if digits.isascii() and digits.isdigit() else 0

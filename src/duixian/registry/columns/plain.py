"""Cells in the plain form that most registers hold, checked and read a column at a time.

What is not plain is not wrong: it is read cell by cell, by the readers that also say what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array, Truths
from duixian.language.types import Kind
from duixian.language.vocabulary import Shape

_WHOLE = r"^(0|[1-9][0-9]{0,14})$"
_AMOUNT = r"^(0|[1-9][0-9]{0,14})(\.([0-9]{1,2}))?$"
_FEN = 100
_LENGTH = 18
_ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_ID_CHECKS = np.frombuffer(b"10X98765432", np.uint8)
_CODE_LETTERS = b"0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_DIGITS = 8
_CODE_WEIGHTS = np.array([pow(3, place, 31) for place in range(_LENGTH - 1)])
_ZERO = ord("0")
_NO_LETTER = 255


def plain_numbers(words: pl.Series, kind: Kind) -> tuple[pl.Series, Array]:
    """Which words are plain whole numbers, or amounts in yuan, and the values of those (amounts in fen)."""
    if kind not in (Kind.INT, Kind.MONEY):
        return pl.repeat(False, len(words), dtype=pl.Boolean, eager=True), np.zeros(0, np.int64)
    plain = words.str.contains(_WHOLE if kind is Kind.INT else _AMOUNT)
    chosen = words.filter(plain)
    if kind is Kind.INT:
        return plain, chosen.cast(pl.Int64).to_numpy()
    yuan = chosen.str.extract(_AMOUNT, 1).cast(pl.Int64)
    cents = chosen.str.extract(_AMOUNT, 3).fill_null("").str.pad_end(2, "0").cast(pl.Int64)
    return plain, (yuan * _FEN + cents).to_numpy()


def plain_shapes(words: pl.Series, shape: Shape | None) -> pl.Series:
    """Which texts are of a shape as they stand; where there is no shape, all of them."""
    if shape is None:
        return pl.repeat(True, len(words), dtype=pl.Boolean, eager=True)
    plain = (words.str.len_bytes() == _LENGTH).fill_null(value=False)
    found = plain.to_numpy().copy()
    found[found] = _CHECKS[shape](_letters(words.filter(plain)))
    return pl.Series(found)


def _letters(words: pl.Series) -> Array:
    """Texts of eighteen bytes as rows of bytes."""
    whole = str(words.str.join("").item()) if len(words) else ""
    return np.frombuffer(whole.encode(), np.uint8).reshape(-1, _LENGTH)


def _id_numbers(letters: Array) -> Truths:
    digits = letters[:, :-1] - np.uint8(_ZERO)
    shaped = (digits <= 9).all(axis=1)  # What is below '0' wraps round to a great number.
    checks = _ID_CHECKS[(digits @ _ID_WEIGHTS) % len(_ID_CHECKS)]
    days = _days(digits[:, 6:14].astype(np.int64))
    return np.asarray(shaped & (checks == letters[:, -1]) & days)


def _days(digits: Array) -> Truths:
    """Whether eight digits are a day that exists."""
    year = digits[:, :4] @ np.array([1000, 100, 10, 1])
    month, day = digits[:, 4:6] @ np.array([10, 1]), digits[:, 6:] @ np.array([10, 1])
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = 31 - (((month - 1) % 7) % 2)
    length = np.where(month == 2, np.where(leap, 29, 28), length)
    return np.asarray((year >= 1) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= length))


def _credit_codes(letters: Array) -> Truths:
    values = np.full(256, _NO_LETTER, np.int64)
    values[list(_CODE_LETTERS)] = np.arange(len(_CODE_LETTERS))
    numbers = values[letters]
    shaped = (numbers < len(_CODE_LETTERS)).all(axis=1) & (numbers[:, :_CODE_DIGITS] <= 9).all(axis=1)
    checks = -(numbers[:, :-1] @ _CODE_WEIGHTS) % len(_CODE_LETTERS)
    return np.asarray(shaped & (checks == numbers[:, -1]))


_CHECKS: Mapping[Shape, Callable[[Array], Truths]] = {
    Shape.ID_NUMBER: _id_numbers,
    Shape.CREDIT_CODE: _credit_codes,
}

"""Cells in the plain form that most registers hold, checked and read a column at a time.

What is not plain is not wrong: it is read cell by cell, by the readers that also say what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array, Truths
from duixian.language.columns.sorting import letters
from duixian.language.types import Kind
from duixian.language.vocabulary import Shape
from duixian.language.vocabulary.readings import FIRST_YEAR, LAST_YEAR

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
    """Which words are plain whole numbers, amounts in yuan, dates or months, and the values of those as columns hold
    them."""
    if kind not in _FORMS:
        return pl.repeat(False, len(words), dtype=pl.Boolean, eager=True), np.zeros(0, np.int64)
    form, read = _FORMS[kind]
    shaped = words.str.contains(form)
    groups = words.filter(shaped).str.extract_groups(form).struct.unnest()
    values, there = read([column.fill_null("") for column in groups])
    plain = shaped.to_numpy().copy()
    plain[plain] = there
    return pl.Series(plain), values[there]


def _whole(groups: Sequence[pl.Series]) -> tuple[Array, Truths]:
    values = groups[0].cast(pl.Int64).to_numpy()
    return values, np.ones(len(values), np.bool_)


def _fen(groups: Sequence[pl.Series]) -> tuple[Array, Truths]:
    yuan, there = _whole(groups)
    return yuan * _FEN + groups[2].str.pad_end(2, "0").cast(pl.Int64).to_numpy(), there


def _month(groups: Sequence[pl.Series]) -> tuple[Array, Truths]:
    year, month = (column.cast(pl.Int64).to_numpy() for column in groups[:2])
    return year * 12 + month - 1, _in_years(year) & (month >= 1) & (month <= 12)


def _date(groups: Sequence[pl.Series]) -> tuple[Array, Truths]:
    year, month, day = (column.cast(pl.Int64).to_numpy() for column in groups)
    return (year * 12 + month - 1) * 31 + day - 1, _in_years(year) & _exists(year, month, day)


def _in_years(year: Array) -> Truths:
    return np.asarray((year >= FIRST_YEAR) & (year <= LAST_YEAR))


def plain_shapes(words: pl.Series, shape: Shape | None) -> Truths:
    """Which texts are of a shape as they stand; where there is no shape, all of them."""
    if shape is None:
        return np.ones(len(words), np.bool_)
    plain = (words.str.len_bytes() == _LENGTH).fill_null(value=False)
    found = plain.to_numpy().copy()
    found[found] = _CHECKS[shape](letters(words.filter(plain), _LENGTH))
    return found


def _id_numbers(rows: Array) -> Truths:
    digits = rows[:, :-1] - np.uint8(_ZERO)
    shaped = (digits <= 9).all(axis=1)  # What is below '0' wraps round to a great number.
    checks = _ID_CHECKS[(digits @ _ID_WEIGHTS) % len(_ID_CHECKS)]
    days = _days(digits[:, 6:14].astype(np.int64))
    return np.asarray(shaped & (checks == rows[:, -1]) & days)


def _days(digits: Array) -> Truths:
    """Whether eight digits are a day that exists."""
    year = digits[:, :4] @ np.array([1000, 100, 10, 1])
    return _exists(year, digits[:, 4:6] @ np.array([10, 1]), digits[:, 6:] @ np.array([10, 1]))


def _exists(year: Array, month: Array, day: Array) -> Truths:
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = np.where(month == 2, np.where(leap, 29, 28), 31 - (month - 1) % 7 % 2)
    return np.asarray((year >= 1) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= length))


def _credit_codes(rows: Array) -> Truths:
    values = np.full(256, _NO_LETTER, np.int64)
    values[list(_CODE_LETTERS)] = np.arange(len(_CODE_LETTERS))
    numbers = values[rows]
    shaped = (numbers < len(_CODE_LETTERS)).all(axis=1) & (numbers[:, :_CODE_DIGITS] <= 9).all(axis=1)
    checks = -(numbers[:, :-1] @ _CODE_WEIGHTS) % len(_CODE_LETTERS)
    return np.asarray(shaped & (checks == numbers[:, -1]))


_CHECKS: Mapping[Shape, Callable[[Array], Truths]] = {
    Shape.ID_NUMBER: _id_numbers,
    Shape.CREDIT_CODE: _credit_codes,
}
_FORMS: Mapping[Kind, tuple[str, Callable[[Sequence[pl.Series]], tuple[Array, Truths]]]] = {
    Kind.INT: (r"^(0|[1-9][0-9]{0,14})$", _whole),
    Kind.MONEY: (r"^(0|[1-9][0-9]{0,14})(\.([0-9]{1,2}))?$", _fen),
    Kind.MONTH: (r"^([0-9]{4})-([0-9]{2})$", _month),
    Kind.DATE: (r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$", _date),
}

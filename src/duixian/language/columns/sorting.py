"""Many texts brought into the order of their code points."""

from __future__ import annotations

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array

_LONGEST = 32
_ROOM = 2**63


def text_order(texts: pl.Series) -> Array:
    """The places of texts in the order of their code points."""
    numbers = _numbers(texts)
    if numbers is None:
        return texts.arg_sort().to_numpy().astype(np.int64)
    return np.argsort(numbers, kind="stable")


def letters(texts: pl.Series, length: int) -> Array:
    """Texts of as many bytes each, as rows of bytes."""
    whole = str(texts.str.join("").item()) if len(texts) else ""
    return np.frombuffer(whole.encode(), np.uint8).reshape(-1, length)


def even(texts: pl.Series) -> bool:
    """Whether texts, none of them null, have as many bytes each."""
    lengths = texts.str.len_bytes()
    return lengths.min() == lengths.max()


def _numbers(texts: pl.Series) -> Array | None:
    """One number for each text, in the same order: numbers and codes of one length vary in few bytes, and little."""
    if not len(texts) or texts.null_count() or not even(texts):
        return None
    length = len(texts[0].encode())
    if not 0 < length <= _LONGEST:
        return None
    room, numbers = 1, np.zeros(len(texts), np.int64)
    for column in np.ascontiguousarray(letters(texts, length).T):
        low, high = int(column.min()), int(column.max())
        room *= high - low + 1
        if room >= _ROOM:
            return None
        if high > low:
            numbers = numbers * (high - low + 1) + (column - np.uint8(low))
    return numbers

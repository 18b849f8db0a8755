"""How texts compare: by themselves, and when a list that holds them is written out."""

from __future__ import annotations

import numpy as np
import polars as pl

from duixian.language.columns.cells import Array

_PLAIN = r"^[0-9A-Za-z\-]+$"
_LONGEST = 32
_ROOM = 2**63


def text_order(texts: pl.Series) -> Array:
    """The places of texts in the order of their code points."""
    numbers = _numbers(texts)
    if numbers is None:
        return texts.arg_sort().to_numpy().astype(np.int64)
    return np.argsort(numbers, kind="stable")


def written_alike(texts: pl.Series) -> bool:
    """Whether texts stand in the same order bare and as Python writes them: letters and digits, all as many."""
    known = texts.drop_nulls()
    return not len(known) or bool(_even(known) and known.str.contains(_PLAIN).all())


def letters(texts: pl.Series, length: int) -> Array:
    """Texts of as many bytes each, as rows of bytes."""
    whole = str(texts.str.join("").item()) if len(texts) else ""
    return np.frombuffer(whole.encode(), np.uint8).reshape(-1, length)


def _even(texts: pl.Series) -> bool:
    lengths = texts.str.len_bytes()
    return lengths.min() == lengths.max()


def _numbers(texts: pl.Series) -> Array | None:
    """One number for each text, in the same order: numbers and codes of one length vary in few bytes, and little."""
    if not len(texts) or texts.null_count() or not _even(texts):
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

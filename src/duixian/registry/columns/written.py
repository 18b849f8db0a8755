"""How texts compare when a list that holds them is written out."""

from __future__ import annotations

import polars as pl

from duixian.language.columns.sorting import even

_PLAIN = r"^[0-9A-Za-z\-]+$"


def written_alike(texts: pl.Series) -> bool:
    """Whether texts stand in the same order bare and as Python writes them: letters and digits, all as many."""
    known = texts.drop_nulls()
    return not len(known) or bool(even(known) and known.str.contains(_PLAIN).all())

"""How texts compare when a list that holds them is written out."""

from __future__ import annotations

import polars as pl

_PLAIN = r"^[0-9A-Za-z\-]+$"


def written_alike(texts: pl.Series) -> bool:
    """Whether texts stand in the same order bare and as Python writes them: letters and digits, all as many."""
    known = texts.drop_nulls()
    return not len(known) or bool(known.str.len_bytes().n_unique() == 1 and known.str.contains(_PLAIN).all())

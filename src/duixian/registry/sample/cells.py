"""Columns of cells as the texts an office would have typed; where there is none, the cell is null."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np
import polars as pl

from duixian.registry.sample.calendar import FIRST_DAY, iso_days
from duixian.registry.sample.throws import Flags, Ints
from duixian.values.months import format_month

NONE = -1
"""A place, day or month that there is not."""
_MONTHS = 200 * 12
_FIRST_MONTH = date.fromordinal(FIRST_DAY).year * 12


def listed(texts: Sequence[str]) -> pl.Series:
    """Texts to choose cells from, and a null after them; an empty text is none."""
    return pl.Series([text or None for text in texts] + [None], dtype=pl.String)


_NO_YES = listed(("否", "是"))
_CENTS = listed([f"{n:02d}" for n in range(100)])


def chosen(texts: pl.Series, places: Ints) -> pl.Series:
    """The texts at some places of ``listed``; none at a negative place."""
    return cells_at(texts, np.where(places < 0, len(texts) - 1, places))


def cells_at(texts: pl.Series, places: Ints) -> pl.Series:
    """The texts at some places."""
    # By index rather than ``gather``, which makes a query of it: there are thousands of short ones.
    return texts[pl.Series(places.astype(np.uint32))]


def day_cells(ordinals: Ints) -> pl.Series:
    """2021-07-01."""
    return chosen(_day_texts(), np.where(ordinals < 0, NONE, ordinals - FIRST_DAY))


def month_cells(months: Ints) -> pl.Series:
    """2021-07."""
    return chosen(_month_texts(), np.where(months < 0, NONE, months - _FIRST_MONTH))


def yes_cells(flags: Flags | Ints) -> pl.Series:
    """是 or 否."""
    return chosen(_NO_YES, flags.astype(np.int64))


def yuan_cells(amounts: Ints) -> pl.Series:
    """3000.00."""
    return pl.Series(amounts).cast(pl.String) + ".00"


def cent_cells(amounts: Ints, cents: Ints) -> pl.Series:
    """3000.07."""
    return joined(
        pl.Series(amounts).cast(pl.String), pl.repeat(".", len(amounts), eager=True), chosen(_CENTS, cents)
    )


def count_cells(numbers: Ints) -> pl.Series:
    """30; none for a negative number."""
    cells = pl.Series(numbers).cast(pl.String)
    return cells.set(pl.Series(numbers < 0), None) if (numbers < 0).any() else cells


def number_cells(letters: str, numbers: Ints, width: int) -> pl.Series:
    """Letters and a number of at least so many digits."""
    return letters + pl.Series(numbers).cast(pl.String).str.zfill(width)


def joined(*parts: pl.Series) -> pl.Series:
    """Texts side by side put together; a null is empty."""
    frame = pl.DataFrame([part.alias(str(n)) for n, part in enumerate(parts)])
    return frame.select(pl.concat_str(pl.all(), ignore_nulls=True)).to_series()


@cache
def _day_texts() -> pl.Series:
    return listed(iso_days())


@cache
def _month_texts() -> pl.Series:
    return listed([format_month(_FIRST_MONTH + n) for n in range(_MONTHS)])

"""Polars, written by hand, with reasons: beside each amount one bit for every condition that holds, and the fee's steps."""

from __future__ import annotations

import polars as pl

from bench.three.polars_amounts import AMOUNTS, amounts, prepare, rates, tests

NAME = "Polars by hand, with reasons"
REASONS = "a bit for each condition"
LIMIT = 0
PACKAGES = ("polars",)

__all__ = ["LIMIT", "NAME", "PACKAGES", "REASONS", "amounts", "prepare", "run"]


def _mask(conditions: dict[str, pl.Expr]) -> pl.Expr:
    bits = [
        test.cast(pl.UInt8) * pl.lit(1 << place, pl.UInt8) for place, test in enumerate(conditions.values())
    ]
    return pl.sum_horizontal(*bits)


def run(ready: pl.DataFrame) -> pl.DataFrame:
    """Three columns of fen and three of bits; the values tested stand in the data itself."""
    conditions, sums = tests(), rates()
    masks = ready.with_columns(_mask(conditions[name]).alias(f"{name} 条件") for name in AMOUNTS)
    return masks.select(
        *(f"{name} 条件" for name in AMOUNTS),
        *(
            pl.when(pl.col(f"{name} 条件") == (1 << len(conditions[name])) - 1)
            .then(sums[name])
            .otherwise(pl.lit(0, pl.Int64))
            .alias(name)
            for name in AMOUNTS
        ),
    )

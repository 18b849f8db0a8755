"""Polars, written by hand: the three amounts and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from bench.three.people import JUNIOR, MASTER, MIDDLE, SENIOR, TECHNICIAN

NAME = "Polars by hand"
REASONS = "no"
LIMIT = 0
PACKAGES = ("polars",)
AMOUNTS = ("引才补贴", "技能提升补助", "继续教育补助")


def tests() -> dict[str, dict[str, pl.Expr]]:
    """The conditions of each clause, by name."""
    col = pl.col
    return {
        AMOUNTS[0]: {
            "用人单位": col("我区用人单位"),
            "新引进": col("新引进"),
            "高级工及以上": col("引进等级") >= SENIOR,
            "合同三年及以上": col("合同期限") >= 36,
            "连续参保六个月": col("连续参保") >= 6,
        },
        AMOUNTS[1]: {
            "取证时在职": col("取证时在职"),
            "申请时在职": col("申请时在职"),
            "与岗位匹配": col("与岗位匹配"),
            "等级在列": col("证书等级").is_between(JUNIOR, TECHNICIAN),
        },
        AMOUNTS[2]: {
            "参加培训": col("培训费用") > 0,
            "在我区用人单位": col("培训时在职"),
            "高级工及以上": col("参训等级") >= SENIOR,
        },
    }


def rates() -> dict[str, pl.Expr]:
    """The amount of each clause in fen, where its conditions hold."""
    eighty = ((pl.col("培训费用") - pl.col("已报销金额")) * 8 + 5) // 10
    return {
        AMOUNTS[0]: _tiers("引进等级", {SENIOR: 200_000, TECHNICIAN: 300_000, MASTER: 500_000}),
        AMOUNTS[1]: _tiers(
            "证书等级", {JUNIOR: 100_000, MIDDLE: 150_000, SENIOR: 200_000, TECHNICIAN: 500_000}
        ),
        AMOUNTS[2]: pl.min_horizontal(eighty, pl.lit(100_000, pl.Int64)),
    }


def _tiers(column: str, fen: dict[int, int]) -> pl.Expr:
    chosen = pl.lit(0, pl.Int64)
    for level, amount in fen.items():
        chosen = pl.when(pl.col(column) == level).then(pl.lit(amount, pl.Int64)).otherwise(chosen)
    return chosen


def prepare(data: Path, persons: int) -> pl.DataFrame:
    """The file in memory."""
    return pl.read_parquet(data, n_rows=persons)


def run(ready: pl.DataFrame) -> pl.DataFrame:
    """Three columns of fen."""
    conditions, amounts = tests(), rates()
    nothing = pl.lit(0, pl.Int64)
    return ready.select(
        pl.when(pl.all_horizontal(*conditions[name].values()))
        .then(amounts[name])
        .otherwise(nothing)
        .alias(name)
        for name in AMOUNTS
    )


def amounts(answer: pl.DataFrame) -> Sequence[Any]:
    """The columns as arrays."""
    return [answer[name].to_numpy() for name in AMOUNTS]

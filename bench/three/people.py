"""Made-up persons with the columns of the three clauses: levels are ranks, money is fen, lengths are months."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

LEVELS = ("学徒工", "初级工", "中级工", "高级工", "技师", "高级技师")
JUNIOR, MIDDLE, SENIOR, TECHNICIAN, MASTER = range(1, 6)
SEED = 20211123
_SHARES = {
    "我区用人单位": 0.85,
    "新引进": 0.5,
    "取证时在职": 0.9,
    "申请时在职": 0.9,
    "与岗位匹配": 0.8,
    "培训时在职": 0.9,
}
_WEIGHTS = {
    "引进等级": (0.1, 0.15, 0.2, 0.3, 0.15, 0.1),
    "证书等级": (0.05, 0.25, 0.25, 0.25, 0.15, 0.05),
    "参训等级": (0.1, 0.15, 0.2, 0.35, 0.15, 0.05),
}


def people(persons: int) -> pl.DataFrame:
    """So many persons; the first ones are not the same in a larger number, only the same for the same number."""
    dice = np.random.default_rng(SEED)
    columns = {name: dice.random(persons) < share for name, share in _SHARES.items()}
    levels = {
        name: dice.choice(len(weights), persons, p=weights).astype(np.int8)
        for name, weights in _WEIGHTS.items()
    }
    return pl.DataFrame({**columns, **levels, **_lengths(dice, persons), **_fees(dice, persons)})


def _lengths(dice: np.random.Generator, persons: int) -> dict[str, np.ndarray]:
    return {
        "合同期限": dice.choice(np.array([12, 24, 35, 36, 60], np.int64), persons),
        "连续参保": dice.integers(0, 25, persons, np.int64),
    }


def _fees(dice: np.random.Generator, persons: int) -> dict[str, np.ndarray]:
    took = dice.random(persons) < 0.6
    fee = np.where(took, dice.integers(20_000, 300_000, persons), 0).astype(np.int64)
    refunded = np.where(dice.random(persons) < 0.12, fee // 3, 0).astype(np.int64)
    return {"培训费用": fee, "已报销金额": refunded}


def written(folder: Path, persons: int) -> Path:
    """The Parquet file of so many persons, made if it is not there."""
    path = folder / f"people-{persons}.parquet"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        people(persons).write_parquet(path)
    return path

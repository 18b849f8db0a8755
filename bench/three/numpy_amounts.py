"""NumPy, written by hand: arrays and ``where``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench.three.people import SENIOR, TECHNICIAN

NAME = "NumPy by hand"
REASONS = "no"
LIMIT = 0
PACKAGES = ("numpy",)
_HIRING = np.array([0, 0, 0, 200_000, 300_000, 500_000], np.int64)
_UPGRADE = np.array([0, 100_000, 150_000, 200_000, 500_000, 0], np.int64)
Columns = dict[str, Any]


def prepare(data: Path, persons: int) -> Columns:
    """Each column as an array."""
    frame = pl.read_parquet(data, n_rows=persons)
    return {name: np.ascontiguousarray(frame[name].to_numpy()) for name in frame.columns}


def run(ready: Columns) -> Sequence[Any]:
    """Three arrays of fen."""
    c = ready
    hired = (
        c["我区用人单位"]
        & c["新引进"]
        & (c["引进等级"] >= SENIOR)
        & (c["合同期限"] >= 36)
        & (c["连续参保"] >= 6)
    )
    raised = c["取证时在职"] & c["申请时在职"] & c["与岗位匹配"] & (c["证书等级"] <= TECHNICIAN)
    taught = (c["培训费用"] > 0) & c["培训时在职"] & (c["参训等级"] >= SENIOR)
    eighty = np.minimum(((c["培训费用"] - c["已报销金额"]) * 8 + 5) // 10, 100_000)
    return _HIRING[c["引进等级"]] * hired, _UPGRADE[c["证书等级"]] * raised, eighty * taught


def amounts(answer: Sequence[Any]) -> Sequence[Any]:
    """They are arrays already."""
    return answer

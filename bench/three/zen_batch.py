"""ZEN: one context for each person, in one batch call. It takes persons one by one, so it gets fewer of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import zen

from bench.three.zen_graph import ENGLISH, KEY, OUTPUTS, graph

NAME = "ZEN, in one batch"
REASONS = "no"
LIMIT = 20_000
PACKAGES = ("zen-engine",)


def prepare(data: Path, persons: int) -> tuple[Any, list[dict[str, Any]]]:
    """The engine with its graph loaded, and a request for each person."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: graph()}}})
    rows = pl.read_parquet(data, n_rows=persons).rename(ENGLISH).to_dicts()
    return engine, [{"key": KEY, "context": row} for row in rows]


def run(ready: tuple[Any, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The answer for each person."""
    engine, requests = ready
    found: list[dict[str, Any]] = engine.evaluate_batch(requests)
    return found


def amounts(answer: list[dict[str, Any]]) -> Sequence[Any]:
    """The three numbers of each answer."""
    results = [one["data"]["result"] for one in answer]
    return [np.array([row[name] for row in results]).astype(np.int64) for name in OUTPUTS]

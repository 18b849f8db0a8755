"""The three clauses as Duixian has them: the policy document beside this package, and persons as facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench.three.people import LEVELS
from bench.three.polars_amounts import AMOUNTS
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.policybook import load_policy

FOLDER = Path(__file__).parent.parent / "three-clauses"
TABLE = "情况"
AS_OF = date(2022, 12, 31)
HAPPENED = date(2022, 3, 1)


def policy() -> Policy:
    """The document, checked and built."""
    return load_policy(FOLDER).policy


def facts(law: Policy, data: Path, persons: int) -> Facts:
    """The first so many persons."""
    frame = pl.read_parquet(data, n_rows=persons)
    return Facts(law.vocabulary, {TABLE: list(_records(frame)), "人员": []})


def _records(frame: pl.DataFrame) -> Iterator[Record]:
    for number, row in enumerate(frame.iter_rows(named=True)):
        for column in ("引进等级", "证书等级", "参训等级"):
            row[column] = LEVELS[row[column]]
        key = f"{number:08d}"
        yield Record(TABLE, key, {"编号": key, "人员": f"P{key}", "发生日期": HAPPENED, **row})


def columns(outcomes: list[Outcome], persons: int) -> list[Any]:
    """What is payable, by measure, in the order of the persons."""
    found = {name: np.zeros(persons, np.int64) for name in AMOUNTS}
    for outcome in outcomes:
        found[outcome.measure.name][int(outcome.record.key)] = outcome.payable
    return list(found.values())

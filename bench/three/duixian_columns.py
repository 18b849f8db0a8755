"""Duixian's bulk engine with the facts laid out in columns already, as the hand-written programs have them.

Every condition with its truth, value found and value asked for, the amount with its steps, payees and instalments, in
columns; no settlement, for the three clauses have no limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.three.duixian_facts import AS_OF, facts, policy
from duixian.engines.bulk import backend
from duixian.engines.bulk.cases import Day
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.frames import Frames, frames_of
from duixian.language.rule import Policy

NAME = "Duixian bulk, in columns"
REASONS = "whole decision, in columns"
LIMIT = 1_000_000
PACKAGES = ("duixian", "polars", "narwhals")
Ready = tuple[Policy, Frames]


def prepare(data: Path, persons: int) -> Ready:
    """The policy built, the facts in columns (laid out by the run that is thrown away)."""
    law = policy()
    return law, frames_of(facts(law, data, persons).known_on(AS_OF))


def run(ready: Ready) -> list[MeasureColumns]:
    """The three measures."""
    law, frames = ready
    return [MeasureColumns(frames, law, measure, Day(AS_OF, {})) for measure in law.measures.values()]


def amounts(answer: list[MeasureColumns]) -> Sequence[Any]:
    """The amount of each case that no condition refuses, at the place of its person."""
    return [_amounts(measure) for measure in answer]


def _amounts(measure: MeasureColumns) -> Any:
    grant = measure.cases.grant
    assert grant.amount is not None
    assert grant.amount.column is not None
    found = np.zeros(measure.size, np.int64)
    found[backend.column(grant.space.frame, "up").to_numpy()] = backend.column(
        grant.space.frame, grant.amount.column
    ).to_numpy()
    return found

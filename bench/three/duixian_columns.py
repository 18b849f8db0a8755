"""Duixian's bulk engine with the facts laid out in columns already, as the hand-written programs have them.

The truth of every condition in an array of its own and the amount of every open case; the values found are the columns
of the facts themselves. No settlement, for the three clauses have no limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.three.duixian_facts import AS_OF, TABLE, policy
from bench.three.laid_out import columns
from duixian.engines.bulk.answers import Answers, answers
from duixian.engines.bulk.cases import Day
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.frames import Frames, frames_of
from duixian.language.rule import Policy

NAME = "Duixian, in columns"
REASONS = "a truth for each condition"
LIMIT = 0
PACKAGES = ("duixian", "numpy", "polars")
Ready = tuple[Policy, Frames]


def prepare(data: Path, persons: int) -> Ready:
    """The policy built, the facts in columns."""
    law = policy()
    return law, frames_of(columns(law, data, persons).known_on(AS_OF))


def run(ready: Ready) -> tuple[list[Answers], int]:
    """The three measures, compiled and worked out; nothing of an earlier run is known."""
    law, laid = ready
    frames, day = laid.again(), Day(AS_OF, {})
    found = [_answers(MeasureColumns(frames, law, measure, day)) for measure in law.measures.values()]
    return found, frames.table(TABLE).size


def _answers(measure: MeasureColumns) -> Answers:
    assert measure.cases is not None
    return answers(measure.cases)


def amounts(answer: tuple[list[Answers], int]) -> Sequence[Any]:
    """The amount of each case that no condition refuses, at the place of its person."""
    return [_spread(measure, answer[1]) for measure in answer[0]]


def _spread(measure: Answers, persons: int) -> Any:
    assert measure.fen is not None
    found = np.zeros(persons, np.int64)
    found[measure.rows] = measure.fen
    return found

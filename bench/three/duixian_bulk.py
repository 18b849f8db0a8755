"""Duixian's bulk engine as a run uses it: from typed records to every case decided and settled, reasons in columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.three.duixian_facts import AS_OF, facts, policy
from bench.three.polars_amounts import AMOUNTS
from duixian.decisions.runs.lending import decided_in_columns
from duixian.engines.bulk.deciding import Decisions
from duixian.language.facts import Facts
from duixian.language.rule import Policy

NAME = "Duixian, decided and settled, facts as records"
REASONS = "whole decision, on demand"
LIMIT = 20_000
PACKAGES = ("duixian", "numpy", "polars")
Ready = tuple[Policy, Facts, int]


def prepare(data: Path, persons: int) -> Ready:
    """The policy built, the persons as records."""
    law = policy()
    return law, facts(law, data, persons), persons


def run(ready: Ready) -> tuple[Decisions, int]:
    """Columns laid out, conditions, amounts, settlement."""
    law, known, persons = ready
    return decided_in_columns([law], known, AS_OF), persons


def amounts(answer: tuple[Decisions, int]) -> Sequence[Any]:
    """What is payable, in the order of the cases, which is that of the persons' numbers."""
    decisions, persons = answer
    found = {name: np.zeros(persons, np.int64) for name in AMOUNTS}
    for measure in decisions.measures:
        found[measure.measure.name] += measure.settled.payable(len(measure))
    return list(found.values())

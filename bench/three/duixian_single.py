"""Duixian's reference engine: every case with its whole decision. It is plain Python, so it gets fewer persons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.three.duixian_facts import AS_OF, columns, facts, policy
from duixian.engines.single.engine import Engine
from duixian.language.outcome import Outcome

NAME = "Duixian single (the reference)"
REASONS = "whole decision"
LIMIT = 5_000
PACKAGES = ("duixian",)
Ready = tuple[Engine, Any, int]


def prepare(data: Path, persons: int) -> Ready:
    """The policy compiled, the facts as they were known on the day."""
    law = policy()
    engine = Engine([law])
    return engine, engine.prepare(facts(law, data, persons), AS_OF), persons


def run(ready: Ready) -> tuple[list[Outcome], int]:
    """Every outcome."""
    engine, known, persons = ready
    return engine.decide_prepared(known), persons


def amounts(answer: tuple[list[Outcome], int]) -> Sequence[Any]:
    """What is payable."""
    return columns(*answer)

"""PolicyEngine-core, tuned, from arrays: a new simulation with its inputs set for each run, as a program that is handed arrays has to make one."""

from __future__ import annotations

from pathlib import Path

from bench.three.fisca_run import Ready, computed, in_fen, policyengine, prepared

NAME = "PolicyEngine-core, tuned, from arrays"
REASONS = "no"
LIMIT = 0
PACKAGES = ("policyengine-core",)

run, amounts = computed, in_fen


def prepare(data: Path, persons: int) -> Ready:
    """The system and its inputs as arrays."""
    return prepared(policyengine(), data, persons, tuned=True)

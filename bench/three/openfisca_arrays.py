"""OpenFisca-core, tuned, from arrays: a new simulation with its inputs set for each run, as a program that is handed arrays has to make one."""

from __future__ import annotations

from pathlib import Path

from bench.three.fisca_run import Ready, computed, in_fen, openfisca, prepared

NAME = "OpenFisca-core, tuned, from arrays"
REASONS = "no"
LIMIT = 0
PACKAGES = ("openfisca-core",)

run, amounts = computed, in_fen


def prepare(data: Path, persons: int) -> Ready:
    """The system and its inputs as arrays."""
    return prepared(openfisca(), data, persons, tuned=True)

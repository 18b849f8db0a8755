"""OpenFisca-core, tuned: money is yuan in 32-bit floating point."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.three.fisca_run import in_fen, openfisca, prepared, recomputed, simulated

NAME = "OpenFisca-core, tuned, inputs set"
REASONS = "no"
LIMIT = 0
PACKAGES = ("openfisca-core",)

run, amounts = recomputed, in_fen


def prepare(data: Path, persons: int) -> Any:
    """A simulation whose inputs are set: they are the data in memory, as with the others."""
    return simulated(prepared(openfisca(), data, persons, tuned=True))

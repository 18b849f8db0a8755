"""OpenFisca-core, as its manual writes it: money is yuan in 32-bit floating point."""

from __future__ import annotations

from pathlib import Path

from bench.three.fisca_run import Ready, computed, in_fen, openfisca, prepared

NAME = "OpenFisca-core, as its manual writes it"
REASONS = "no"
LIMIT = 0
PACKAGES = ("openfisca-core",)

run, amounts = computed, in_fen


def prepare(data: Path, persons: int) -> Ready:
    """The system and its inputs."""
    return prepared(openfisca(), data, persons, tuned=False)

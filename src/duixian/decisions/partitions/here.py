"""Stages decided by this process, one after another: each uses all processors, and one at a time bounds the memory."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from polars.exceptions import PanicException, PolarsError

from duixian.decisions.partitions.deciding import decide_stage
from duixian.decisions.partitions.manifest import Done
from duixian.decisions.partitions.plan import Plan
from duixian.decisions.partitions.running import Failed
from duixian.decisions.partitions.sources import Sources
from duixian.decisions.partitions.splitting import Split, split
from duixian.decisions.partitions.stages import Stage
from duixian.language.rule import Policy
from duixian.values.bilingual import DuixianError

FAILURES: Final = (
    DuixianError,
    PolarsError,
    PanicException,
    OSError,
    ArithmeticError,
    AssertionError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What may keep one stage from being finished and need not keep the others: everything but being stopped."""


class Here:
    """Runs stages in this process."""

    def split(
        self, plan: Plan, sources: Sources, folder: Path, count: int, progress: Callable[[str], None]
    ) -> Split:
        """Divide the split tables of a registry."""
        return split(plan, sources, folder, count, progress)

    def run(
        self, policies: Sequence[Policy], stages: Sequence[Stage], as_of: date, folder: Path
    ) -> Iterator[Done | Failed]:
        """Decide stages in their order."""
        for stage in stages:
            yield attempt(policies, stage, as_of, folder)


def attempt(policies: Sequence[Policy], stage: Stage, as_of: date, folder: Path) -> Done | Failed:
    """One stage, or what kept it from being finished."""
    try:
        return decide_stage(policies, stage, as_of, folder)
    except FAILURES as error:
        return Failed(stage.name, f"{type(error).__name__}: {error}")
    finally:
        _give_back()


def _give_back() -> None:
    """Return what a stage held: the collector may be off for speed while its columns hold cycles, and the C library
    keeps freed arrays for itself, a tenth of a gigabyte more with every stage."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)

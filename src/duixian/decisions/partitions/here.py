"""Stages decided on this machine: by this process, one after another, or by a few processes side by side.

How many at once bounds the memory: each holds one stage. The last stage, which holds rows of everybody, goes alone.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from polars.exceptions import PanicException, PolarsError

from duixian.decisions.partitions.deciding import decide_stage
from duixian.decisions.partitions.manifest import Done
from duixian.decisions.partitions.plan import Plan
from duixian.decisions.partitions.running import Failed
from duixian.decisions.partitions.sources import Sources
from duixian.decisions.partitions.splitting import Split, split
from duixian.decisions.partitions.stages import LAST, Stage
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
    """Runs stages on this machine, ``processes`` at a time; 1 is this process itself."""

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes

    def split(
        self, plan: Plan, sources: Sources, folder: Path, count: int, progress: Callable[[str], None]
    ) -> Split:
        """Divide the split tables of a registry."""
        return split(plan, sources, folder, count, progress)

    def run(
        self, policies: Sequence[Policy], stages: Sequence[Stage], as_of: date, folder: Path
    ) -> Iterator[Done | Failed]:
        """Decide stages: one after another in their order, or as they come where several go at once."""
        decide = partial(attempt, policies, as_of=as_of, folder=folder)
        alone = [stage for stage in stages if stage.name == LAST]
        others = [stage for stage in stages if stage.name != LAST]
        if self._processes > 1 and len(others) > 1:
            yield from _side_by_side(decide, others, self._processes)
        else:
            yield from map(decide, others)
        yield from map(decide, alone)


def _side_by_side(
    decide: Callable[[Stage], Done | Failed], stages: Sequence[Stage], processes: int
) -> Iterator[Done | Failed]:
    """Each stage in one of a few processes. One that dies is named; stages not begun then fail with it."""
    # A process that is forked would share the locks of threads that it does not have: they start anew.
    pool = ProcessPoolExecutor(min(processes, len(stages)), mp_context=get_context("spawn"))
    try:
        jobs: dict[Future[Done | Failed], Stage] = {pool.submit(decide, stage): stage for stage in stages}
        for job in as_completed(jobs):
            yield _outcome(job, jobs[job])
    finally:
        pool.shutdown(cancel_futures=True)


def _outcome(job: Future[Done | Failed], stage: Stage) -> Done | Failed:
    try:
        return job.result()
    except BrokenProcessPool as error:
        return Failed(stage.name, f"{type(error).__name__}: {error}")


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

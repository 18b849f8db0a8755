"""The clock and the memory of one competitor's own process."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_STATUS = Path("/proc/self/status")
_T = TypeVar("_T")


def timed(run: Callable[[], _T], repeats: int, *, warm: bool = True) -> tuple[_T, list[float]]:
    """The last answer, and the seconds of every run after one that is thrown away."""
    answer = run() if warm else None
    seconds = []
    for _ in range(repeats):
        del answer
        gc.collect()
        began = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - began)
        print(".", end="", file=sys.stderr, flush=True)
    assert answer is not None
    return answer, seconds


def peak_mib() -> float:
    """The most memory this program ever held.

    The kernel's own mark is asked first: ``ru_maxrss`` survives the start of a new program, so that it would hold what
    the process that started this one had used."""
    if _STATUS.exists():
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        marks = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
        if marks:
            return int(marks[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

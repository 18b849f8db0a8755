"""The clock and the memory of one competitor's own process."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import TypeVar

MEASURED = "measured"
"""The line by which a worker says that its clock has stopped: what it does from here on belongs to no figure."""
_STATUS = Path("/proc/self/status")
_T = TypeVar("_T")


def timed(
    run: Callable[[], _T],
    repeats: int,
    patience: float,
    forget: Callable[[_T], object] | None = None,
    *,
    long: float = inf,
) -> tuple[_T, list[float]]:
    """The last answer, and the seconds of every run that counts.

    The first is thrown away unless it takes ``long``. No further run begins that would end after ``patience`` seconds
    in all, but one always counts. ``forget`` does away with an answer before the next is made; that is not timed."""
    began = time.perf_counter()
    answer, first = _clocked(run)
    seconds = [first] if first >= long else []
    while len(seconds) < repeats and (not seconds or time.perf_counter() - began + seconds[-1] <= patience):
        if forget is not None:
            forget(answer)
        del answer
        answer, taken = _clocked(run)
        seconds.append(taken)
    return answer, seconds


def _clocked(run: Callable[[], _T]) -> tuple[_T, float]:
    gc.collect()
    began = time.perf_counter()
    answer = run()
    taken = time.perf_counter() - began
    print(".", end="", file=sys.stderr, flush=True)
    return answer, taken


def processor_seconds() -> float:
    """Seconds that the processors gave to this process and to those that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def say_measured() -> None:
    """Let the one who watches this process's memory stop."""
    print(MEASURED, flush=True)


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

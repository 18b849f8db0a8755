"""The clock and the memory of one competitor's own process."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

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
    """The most memory this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

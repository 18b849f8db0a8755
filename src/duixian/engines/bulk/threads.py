"""Pieces of one piece of work on a few threads: numpy lets go of the interpreter inside its loops."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

THREADS = 2
_WORTH_A_THREAD = 1 << 18


def on_threads(work: Callable[[Iterator[Any]], None], pieces: Iterator[Any], size: int) -> None:
    """Pieces of work on ``size`` rows; where they are worth it, several threads take them from one iterator."""
    if size < _WORTH_A_THREAD:
        work(pieces)
        return
    others = [_pool().submit(work, pieces) for _ in range(THREADS - 1)]
    work(pieces)
    for other in others:
        other.result()


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS - 1)


if hasattr(os, "register_at_fork"):
    # A process that was forked has none of its parent's threads.
    os.register_at_fork(after_in_child=_pool.cache_clear)

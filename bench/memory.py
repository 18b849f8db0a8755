"""The memory of a competitor with all its children, as the kernel counts it while they run."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY = 0.05
"""Seconds between two looks; a worker names the kernel's own mark of itself as well, which no look can miss."""


def family(pid: int) -> Iterator[int]:
    """A process and all that it and its children started."""
    yield pid
    for task in _listed(_PROC / str(pid) / "task"):
        for child in _read(_PROC / str(pid) / "task" / task / "children").split():
            yield from family(int(child))


def resident(pid: int) -> int:
    """Bytes of a process that lie in memory; pages it shares with others count here too. 0 when it is gone."""
    fields = _read(_PROC / str(pid) / "statm").split()
    return int(fields[1]) * _PAGE if len(fields) > 1 else 0


def _listed(path: Path) -> list[str]:
    try:
        return os.listdir(path)
    except (FileNotFoundError, ProcessLookupError):
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return ""


class Watch:
    """Looks at a family of processes from a thread of its own until it is told to stop."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The most that was seen at one time, MiB; asked again, it says the same."""
        self._over.set()
        self._thread.join()
        return self._peak / 1024 / 1024

    def _look(self) -> None:
        while not self._over.is_set():
            self._peak = max(self._peak, sum(map(resident, family(self._pid))))
            self._over.wait(_EVERY)

"""Which machine, which versions and which state of the source a figure belongs to."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_CPU, _MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")
_SOURCE = ("src", "policies", "bench", ":(exclude)bench/results")
"""What a figure depends on; the figures themselves and the page do not belong to it."""


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system, Python."""
    return {
        "processor": _line(_CPU, "model name"),
        "cores": os.cpu_count(),
        "memory_kib": _line(_MEMORY, "MemTotal").removesuffix(" kB"),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def moment() -> dict[str, Any]:
    """Load just before a competitor begins, revision of the source, time."""
    return {
        "load": round(os.getloadavg()[0], 2),
        "revision": revision(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def revision() -> str:
    """The last revision that changed the source, and whether it has been changed since."""
    found = _git("log", "-1", "--format=%h", "--", *_SOURCE) or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", *_SOURCE)
    return f"{found}-dirty" if changed else found


def _line(path: Path, name: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "unknown")


def _git(*words: str) -> str:
    found = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    return found.stdout.strip()

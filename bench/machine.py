"""Which machine, which versions and which state of the source a figure belongs to."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_CPU, _MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system, Python, load when the run began, revision of the source, time."""
    return {
        "processor": _line(_CPU, "model name"),
        "cores": os.cpu_count(),
        "memory_kib": _line(_MEMORY, "MemTotal").removesuffix(" kB"),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": [round(value, 2) for value in os.getloadavg()],
        "revision": _revision(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _line(path: Path, name: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "unknown")


def _revision() -> str:
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"

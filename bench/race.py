"""Starts every competitor in a process of its own, one after the other, and gathers what they print."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.machine import moment
from bench.memory import Watch
from bench.timing import MEASURED

Result = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """``key`` names the result among those of its part; ``command``: a module and its arguments."""

    key: str
    command: tuple[str, ...]


def race(title: str, entries: Iterable[Entry], keep: Callable[[Result], None]) -> None:
    """Each result is handed on as soon as it is there; a competitor that fails is named and the others go on."""
    print(title, file=sys.stderr)
    for entry in entries:
        print(f"  {entry.key} ", end="", file=sys.stderr, flush=True)
        result = {"key": entry.key, "moment": moment(), **_run(entry)}
        if "median_seconds" in result:
            print(f" {result['median_seconds']:.4g} s, {result['peak_mib']:.0f} MiB", file=sys.stderr)
        else:
            print(f" failed with exit code {result['exit_code']}", file=sys.stderr)
        keep(result)


def _run(entry: Entry) -> Result:
    with subprocess.Popen(
        [sys.executable, "-m", *entry.command], stdout=subprocess.PIPE, stderr=None, text=True
    ) as child:
        try:
            said, seen = _heard(child)
        except KeyboardInterrupt:
            child.terminate()
            raise
    if child.returncode:
        return {"name": entry.key, "exit_code": child.returncode}
    result: Result = json.loads(said)
    result["median_seconds"] = median(result["seconds"])
    result["own_peak_mib"], result["peak_mib"] = result["peak_mib"], max(result["peak_mib"], seen)
    return result


def _heard(child: subprocess.Popen[str]) -> tuple[str, float]:
    """The last line that a child prints, and the most memory it and its children held until its clock stopped."""
    assert child.stdout is not None
    watch, last = Watch(child.pid), ""
    for line in child.stdout:
        if line.strip() == MEASURED:
            watch.stop()
        last = line
    child.wait()
    return last, watch.stop()

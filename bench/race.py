"""Starts every competitor in a process of its own, one after the other, and gathers what they print."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from bench.machine import machine

Result = dict[str, Any]


def race(title: str, commands: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Title, machine and the results in order; a competitor that fails is named and the others go on."""
    found: dict[str, Any] = {"title": title, "machine": machine(), "results": [], "failed": []}
    print(title, file=sys.stderr)
    for command in commands:
        result = _one(command)
        found["results" if "seconds" in result else "failed"].append(result)
    return found


def _one(command: Sequence[str]) -> Result:
    print(f"  {command[1].rpartition('.')[2]} ", end="", file=sys.stderr, flush=True)
    with subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, stderr=None, text=True
    ) as child:
        try:
            said, _ = child.communicate()
        except KeyboardInterrupt:
            child.terminate()
            raise
    if child.returncode:
        print(f" failed with exit code {child.returncode}", file=sys.stderr)
        return {"name": command[1], "exit_code": child.returncode}
    result: Result = json.loads(said.splitlines()[-1])
    result["median_seconds"] = median(result["seconds"])
    print(f" {result['median_seconds']:.4g} s", file=sys.stderr)
    return result

"""The figures of one part on the disk: each result is written as soon as it is there and replaces its forerunner."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.race import Result

Run = dict[str, Any]


class Part:
    """``name``: of the file and of its place in the page."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._path = folder / f"{name}.json"

    @property
    def run(self) -> Run:
        """Machine and results as they stand on the disk; none where nothing was measured yet."""
        if not self._path.exists():
            return {"machine": machine(), "results": []}
        found: Run = json.loads(self._path.read_text(encoding="utf-8"))
        return found

    def result(self, key: str) -> Result | None:
        """What one competitor came to, if it ran to its end."""
        return next((r for r in self.run["results"] if r["key"] == key and "seconds" in r), None)

    def keeper(self, command: str) -> Callable[[Result], None]:
        """What takes the results of a command in."""
        return lambda result: self._keep({**result, "command": command})

    def forget(self) -> None:
        """Nothing was measured."""
        self._path.unlink(missing_ok=True)

    def _keep(self, result: Result) -> None:
        others = [r for r in self.run["results"] if r["key"] != result["key"]]
        run = {"machine": machine(), "results": [*others, result]}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".draft")
        draft.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(draft, self._path)

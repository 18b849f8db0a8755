"""What of a run is done: one line for each stage, written when its files are whole, never changed.

A run is continued only if it is the same run: policies and their versions, the day, the registers' contents and the
number of partitions. The first line says which run it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from duixian.decisions.partitions.sources import content_hash
from duixian.language.rule import Policy

MANIFEST: Final = "manifest.jsonl"
FORM: Final = "duixian.stages/1"


@dataclass(frozen=True, slots=True)
class Line:
    """What a stage's cases of one measure came to; money is fen (see ``summary.ClauseLine``)."""

    policy: str
    measure: str
    eligible: int
    ineligible: int
    undetermined: int
    payable: int
    due_now: int
    recovery: int
    unsettled: int


@dataclass(frozen=True, slots=True)
class Done:
    """A finished stage: its files by name with the hash of their contents, its figures, and rows read and kept."""

    stage: str
    files: Mapping[str, str]
    lines: tuple[Line, ...]
    counts: Mapping[str, tuple[int, int]]
    rejects: int


def identity(policies: Sequence[Policy], as_of: date, registers: str, count: int) -> str:
    """The hash that names a run: the same for the same law, day, registers and partitions."""
    named = [[policy.id, policy.version] for policy in policies]
    text = json.dumps([FORM, named, as_of.isoformat(), registers, count], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


class Manifest:
    """The lines of a run in a folder."""

    def __init__(self, folder: Path, run: str) -> None:
        self.folder = folder
        self._path = folder / MANIFEST
        self.done: dict[str, Done] = {}
        self.continued = self._begun(run)
        if not self.continued:
            self._path.unlink(missing_ok=True)
            self._append({"form": FORM, "run": run})

    def add(self, done: Done) -> None:
        """Take down that a stage is finished; its files are in place."""
        self._append(asdict(done))
        self.done[done.stage] = done

    def _begun(self, run: str) -> bool:
        """Whether the folder holds this very run; its finished stages are then known."""
        lines = self._lines()
        if not lines or lines[0] != {"form": FORM, "run": run}:
            return False
        for line in lines[1:]:
            done = _done(line)
            if self._sound(done):
                self.done[done.stage] = done
        return True

    def _lines(self) -> list[dict[str, Any]]:
        """The lines written whole; the last may have been cut off."""
        found: list[dict[str, Any]] = []
        if not self._path.is_file():
            return found
        for line in self._path.read_text("utf-8").split("\n")[:-1]:
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError:
                continue
        return found

    def _sound(self, done: Done) -> bool:
        """Whether a stage's files are there as they were written."""
        places = [(self.folder / name, held) for name, held in done.files.items()]
        return all(path.is_file() and content_hash(path) == held for path, held in places)

    def _append(self, line: Mapping[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


def _done(line: Mapping[str, Any]) -> Done:
    counts = {name: (int(read), int(kept)) for name, (read, kept) in line["counts"].items()}
    return Done(
        line["stage"], line["files"], tuple(Line(**one) for one in line["lines"]), counts, line["rejects"]
    )

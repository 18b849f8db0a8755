"""One competitor on the whole policy in this process; prints what was measured as one JSON line."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from importlib import metadata
from itertools import count
from pathlib import Path
from typing import Any

from bench.timing import peak_mib, processor_seconds, say_measured, timed
from bench.whole.cases import by_hand, files_of, fingerprint_of_cases, fingerprint_of_files, in_measures
from bench.whole.peers import PEERS

_LONG = 30.0
"""Seconds from which a first run counts: what is loaded once no longer shows in it."""
_COMPARED = 20_000
"""Persons up to which the decisions of all engines are compared whole."""


def main() -> None:
    """``python -m bench.whole.worker PEER FOLDER PERSONS REPEATS PATIENCE``."""
    key, folder, persons, repeats, patience = sys.argv[1:6]
    registers = Path(folder)
    with tempfile.TemporaryDirectory(dir=registers.parent) as scratch:
        found = measured(key, registers, Path(scratch), int(persons), int(repeats), float(patience))
    print(json.dumps(found, ensure_ascii=False), flush=True)


def measured(
    key: str, registers: Path, scratch: Path, persons: int, repeats: int, patience: float
) -> dict[str, Any]:
    """Seconds of every run, the peak memory before anything is read back, what the last run wrote."""
    peer, turns = PEERS[key], count()
    used: list[float] = []

    def run() -> Path:
        out, before = scratch / f"{next(turns)}", processor_seconds()
        peer.run(registers, out)
        used.append(processor_seconds() - before)
        return out

    out, seconds = timed(run, repeats, patience, forget=shutil.rmtree, long=_LONG)
    peak = peak_mib()
    say_measured()
    return {
        "name": peer.name,
        "reasons": peer.reasons,
        "persons": persons,
        "seconds": seconds,
        "processor_seconds": used[-len(seconds) :],
        "repeats_asked": repeats,
        "peak_mib": peak,
        "bytes_written": sum(path.stat().st_size for path in out.rglob("*.parquet")),
        "versions": {package: metadata.version(package) for package in peer.packages},
        **_compared(key, out, persons),
    }


def _compared(key: str, out: Path, persons: int) -> dict[str, Any]:
    written = by_hand(out) if key == "floor" else in_measures(out)
    found: dict[str, Any] = {"totals_fen": written.totals, "cases": written.cases}
    if key != "floor" and persons <= _COMPARED:
        found["files"] = sum(len(parts) for parts in files_of(out).values())
        found["files_sha256"] = fingerprint_of_files(out)
        found["cases_sha256"] = fingerprint_of_cases(out)
    return found


if __name__ == "__main__":
    main()

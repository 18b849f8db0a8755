"""The race of one case and its table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.one.callers import CALLERS
from bench.race import Entry, race
from bench.results import Part, Run
from bench.tables import duration, ended, failures, grid, heading, mebibytes, versions


def measure(part: Part, data: Path, peers: Sequence[str], timing: Sequence[str], command: str) -> None:
    """Every caller; ``timing``: repeats and patience."""
    entries = (Entry(key, ("bench.one.worker", key, str(data), *timing)) for key in peers)
    race("One case", entries, part.keeper(command))


def table(run: Run) -> str:
    """Microseconds for each call, and how many times Duixian's on the same question."""
    head = ("", "asked", "trace", "median", "fastest", "of Duixian's", "peak")
    results = ended(run, tuple(CALLERS))
    ours = next((r["median_seconds"] for r in results if r["key"] == "duixian"), None)
    rows = [_row(r, ours) for r in results]
    note = f"Each timing is the mean of many calls; the median of {len(results[0]['seconds'])} timings. Versions: {versions(run)}."
    return "\n".join((heading(run), grid(head, rows), "", note, failures(run)))


def _row(r: dict[str, Any], ours: float | None) -> tuple[str, ...]:
    alike = ours and r["asked"] == CALLERS["duixian"].asked
    return (
        r["name"],
        r["asked"],
        r["trace"],
        duration(r["median_seconds"]),
        duration(min(r["seconds"])),
        f"{r['median_seconds'] / ours:.3g} ×" if alike and ours else "–",
        mebibytes(r["peak_mib"]),
    )

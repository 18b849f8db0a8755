"""The race of one case and its table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.one.callers import CALLERS
from bench.race import race
from bench.tables import duration, failures, grid, heading, versions


def measure(folder: Path, repeats: int) -> dict[str, Any]:
    """Every caller."""
    return race("One case", (("bench.one.worker", name, str(folder), str(repeats)) for name in CALLERS))


def table(run: dict[str, Any], command: str) -> str:
    """Microseconds for each call, and how many times Duixian's on the same question."""
    head = ("", "asked", "trace", "median", "fastest", "of Duixian's", "peak")
    ours = next((r["median_seconds"] for r in run["results"] if r["name"] == CALLERS["duixian"].name), None)
    rows = [_row(r, ours) for r in run["results"]]
    note = f"Each timing is the mean of many calls; the median of {len(run['results'][0]['seconds'])} timings. Versions: {versions(run)}."
    return "\n".join((heading(run, command), grid(head, rows), "", note, failures(run)))


def _row(r: dict[str, Any], ours: float | None) -> tuple[str, ...]:
    alike = ours and r["asked"] == CALLERS["duixian"].asked
    return (
        r["name"],
        r["asked"],
        r["trace"],
        duration(r["median_seconds"]),
        duration(min(r["seconds"])),
        f"{r['median_seconds'] / ours:.3g} ×" if alike and ours else "–",
        f"{r['peak_mib']:.0f} MiB",
    )

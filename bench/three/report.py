"""The race of the three clauses and its table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.race import race
from bench.tables import count, duration, failures, figure, grid, heading, versions, yuan
from bench.three.people import written

PEERS = (
    "duixian_columns",
    "duixian_bulk",
    "duixian_single",
    "polars_reasons",
    "polars_amounts",
    "numpy_amounts",
    "duckdb_amounts",
    "policyengine",
    "policyengine_arrays",
    "openfisca_tuned",
    "openfisca_arrays",
    "openfisca_manual",
    "zen_batch",
)
_ONE_BY_ONE = ("duixian_bulk", "duixian_single", "zen_batch")
"""They get few persons whatever is asked for: beyond a million they would only be measured again."""
_YARDSTICK = "Polars by hand, with reasons"


def measure(folder: Path, persons: int, repeats: int) -> dict[str, Any]:
    """Every peer on one file of so many persons."""
    data = written(folder, persons)
    taking_part = [peer for peer in PEERS if persons <= 1_000_000 or peer not in _ONE_BY_ONE]
    return race(
        f"Three clauses, {persons:,} persons",
        (("bench.worker", f"bench.three.{p}", str(data), str(persons), str(repeats)) for p in taking_part),
    )


def table(run: dict[str, Any], command: str) -> str:
    """Rows per second, the ratio to hand-written Polars with reasons, memory, and whether the amounts agree."""
    head = (
        "",
        "reasons",
        "persons",
        "median",
        "fastest",
        "persons/s",
        "time per person",
        "peak",
        "amounts apart",
    )
    pace = {r["name"]: r["persons"] / r["median_seconds"] for r in run["results"]}
    rows = [_row(r, pace[r["name"]], pace.get(_YARDSTICK)) for r in run["results"]]
    note = f"Time per person is measured in that of “{_YARDSTICK}”. Versions: {versions(run)}."
    return "\n".join((heading(run, command), grid(head, rows), "", note, failures(run)))


def _row(r: dict[str, Any], pace: float, yardstick: float | None) -> tuple[str, ...]:
    ratio = f"{figure(yardstick / pace)} ×" if yardstick else "–"
    apart = "none" if not r["amounts_apart"] else f"{r['amounts_apart']:,} ({yuan(r['fen_apart'])} 元 in all)"
    return (
        r["name"],
        r["reasons"],
        f"{r['persons']:,}",
        duration(r["median_seconds"]),
        duration(min(r["seconds"])),
        count(pace),
        ratio,
        f"{r['peak_mib']:.0f} MiB",
        apart,
    )

"""The race of the three clauses and its table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.race import Entry, race
from bench.results import Part, Run
from bench.tables import count, duration, ended, failures, figure, grid, heading, mebibytes, versions, yuan
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
_YARDSTICK = "polars_reasons"
_HEAD = (
    "",
    "reasons",
    "persons",
    "runs",
    "median",
    "fastest",
    "persons/s",
    "time per person",
    "peak",
    "amounts apart",
)


def measure(
    part: Part, data: Path, persons: int, peers: Sequence[str], timing: Sequence[str], command: str
) -> None:
    """Competitors on one file of so many persons; ``timing``: repeats and patience."""
    file = str(written(data, persons))
    taking_part = [peer for peer in peers if persons <= 1_000_000 or peer not in _ONE_BY_ONE]
    race(
        f"Three clauses, {persons:,} persons",
        (entry(peer, file, persons, timing) for peer in taking_part),
        part.keeper(command),
    )


def entry(peer: str, file: str, persons: int, timing: Sequence[str]) -> Entry:
    """How one competitor is started."""
    return Entry(peer, ("bench.worker", f"bench.three.{peer}", file, f"{persons}", *timing))


def table(run: Run) -> str:
    """Rows per second, the ratio to hand-written Polars with reasons, memory, and whether the amounts agree."""
    results = ended(run, PEERS)
    pace = {r["key"]: r["persons"] / r["median_seconds"] for r in results}
    rows = [_row(r, pace[r["key"]], pace.get(_YARDSTICK)) for r in results]
    note = (
        f"Time per person is measured in that of “Polars by hand, with reasons”. Versions: {versions(run)}."
    )
    return "\n".join((heading(run), grid(_HEAD, rows), "", note, failures(run)))


def _row(r: dict[str, Any], pace: float, yardstick: float | None) -> tuple[str, ...]:
    ratio = f"{figure(yardstick / pace)} ×" if yardstick else "–"
    apart = "none" if not r["amounts_apart"] else f"{r['amounts_apart']:,} ({yuan(r['fen_apart'])} 元 in all)"
    return (
        r["name"],
        r["reasons"],
        f"{r['persons']:,}",
        str(len(r["seconds"])),
        duration(r["median_seconds"]),
        duration(min(r["seconds"])),
        count(pace),
        ratio,
        mebibytes(r["peak_mib"]),
        apart,
    )

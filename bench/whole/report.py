"""The race on the whole policy and its table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.race import Entry, race
from bench.results import Part, Run
from bench.tables import count, duration, ended, failures, grid, heading, mebibytes, versions, yuan
from bench.whole.peers import PEERS
from bench.whole.registers import clean_sample

_HEAD = (
    "",
    "reasons",
    "runs",
    "median",
    "fastest",
    "persons/s",
    "time",
    "peak",
    "written",
    "payable",
    "measures apart",
)


def measure(
    part: Part, data: Path, persons: int, peers: Sequence[str], timing: Sequence[str], command: str
) -> None:
    """Competitors on registers of so many persons; ``timing``: repeats and patience."""
    registers = str(clean_sample(data, persons))
    taking_part = [key for key in peers if not PEERS[key].most or persons <= PEERS[key].most]
    race(
        f"The whole policy, {persons:,} persons",
        (Entry(key, ("bench.whole.worker", key, registers, f"{persons}", *timing)) for key in taking_part),
        part.keeper(command),
    )


def table(run: Run) -> str:
    """Time from Parquet to Parquet, the ratio to the floor, memory, and whether totals and decisions agree."""
    results = ended(run, tuple(PEERS))
    floor = next((r for r in results if r["key"] == "floor"), None)
    rows = [_row(r, floor) for r in results]
    return "\n".join((heading(run), grid(_HEAD, rows), "", _note(run, results), failures(run)))


def _note(run: Run, results: Sequence[dict[str, Any]]) -> str:
    persons, cases = results[0]["persons"], sum(results[0]["cases"].values())
    sizes = f"{persons:,} persons, {cases:,} cases. Time is measured in that of the floor."
    return f"{sizes} {_alike(results)}Versions: {versions(run)}."


def _alike(results: Sequence[dict[str, Any]]) -> str:
    """Whether the engines wrote the same decisions, where that was looked at."""
    seen = [r for r in results if "cases_sha256" in r]
    if len(seen) < 2:
        return ""
    engines = ", ".join(r["key"] for r in seen)
    said = [
        _same(engines, "bytes of the decision files", [r["files_sha256"] for r in seen]),
        _same(engines, "decisions with all their columns", [r["cases_sha256"] for r in seen]),
    ]
    return f"SHA-256 {'; '.join(said)}. "


def _same(engines: str, what: str, found: Sequence[str]) -> str:
    if len(set(found)) == 1:
        return f"of the {what}: `{found[0][:16]}…`, the same for {engines}"
    return f"of the {what} **differ** for {engines}: {', '.join(f'`{one[:16]}…`' for one in found)}"


def _row(r: dict[str, Any], floor: dict[str, Any] | None) -> tuple[str, ...]:
    ratio = f"{r['median_seconds'] / floor['median_seconds']:.3g} ×" if floor else "–"
    return (
        r["name"],
        r["reasons"],
        str(len(r["seconds"])),
        duration(r["median_seconds"]),
        duration(min(r["seconds"])),
        count(r["persons"] / r["median_seconds"]),
        ratio,
        mebibytes(r["peak_mib"]),
        mebibytes(r["bytes_written"] / 1024 / 1024),
        f"{yuan(sum(r['totals_fen'].values()))} 元",
        _apart(r, floor) if floor else "–",
    )


def _apart(own: dict[str, Any], floor: dict[str, Any]) -> str:
    """Measures whose total or number of cases is not that of the floor."""
    money = _differences(own["totals_fen"], floor["totals_fen"])
    cases = _differences(own["cases"], floor["cases"])
    said = [f"{name} {yuan(fen)} 元" for name, fen in money.items()]
    said += [f"{name} {number:+,} cases" for name, number in cases.items()]
    return "; ".join(said) or "none"


def _differences(own: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    apart = {name: own.get(name, 0) - other.get(name, 0) for name in own | other}
    return {name: number for name, number in apart.items() if number}

"""The race on the whole policy and its table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.race import race
from bench.tables import count, duration, failures, grid, heading, versions, yuan
from bench.whole.peers import PEERS
from bench.whole.registers import clean_sample

_FLOOR = PEERS["floor"].name


def measure(folder: Path, persons: int, repeats: int) -> dict[str, Any]:
    """Every competitor on registers of so many persons."""
    registers = clean_sample(folder, persons)
    taking_part = [name for name, peer in PEERS.items() if not peer.never or persons <= peer.never]
    run = race(
        f"The whole policy, {persons:,} persons",
        (("bench.whole.worker", name, str(registers), str(persons), str(repeats)) for name in taking_part),
    )
    run["rows"] = _rows_in(registers)
    return run


def _rows_in(registers: Path) -> int:
    import polars as pl

    return sum(pl.scan_parquet(p).select(pl.len()).collect().item() for p in registers.glob("*.parquet"))


def table(run: dict[str, Any], command: str) -> str:
    """Time from Parquet to Parquet, the ratio to the floor, memory, and whether the totals agree."""
    head = (
        "",
        "reasons",
        "runs",
        "median",
        "fastest",
        "persons/s",
        "time",
        "peak",
        "payable",
        "measures apart",
    )
    floor = next((r for r in run["results"] if r["name"] == _FLOOR), None)
    rows = [_row(r, floor) for r in run["results"]]
    persons = run["results"][0]["persons"] if run["results"] else 0
    note = f"{persons:,} persons, {run['rows']:,} rows in all registers. Time is measured in that of the floor. Versions: {versions(run)}."
    return "\n".join((heading(run, command), grid(head, rows), "", note, failures(run)))


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
        f"{r['peak_mib']:.0f} MiB",
        f"{yuan(sum(r['totals_fen'].values()))} 元",
        _apart(r["totals_fen"], floor["totals_fen"]) if floor else "–",
    )


def _apart(own: dict[str, int], floor: dict[str, int]) -> str:
    apart = {m: own.get(m, 0) - floor.get(m, 0) for m in own | floor if own.get(m, 0) != floor.get(m, 0)}
    return "none" if not apart else "; ".join(f"{m} {yuan(fen)} 元" for m, fen in apart.items())

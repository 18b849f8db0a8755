"""The race at each size, its table and its plot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.race import race
from bench.tables import duration, grid, heading, versions
from bench.three.people import written

PEERS = ("duixian_columns", "polars_reasons")
PLOT = Path(__file__).parents[2] / "docs" / "growth.svg"


def measure(folder: Path, sizes: Sequence[int], repeats: int) -> dict[str, Any]:
    """Every peer at every size; one that takes fewer persons than asked for is measured at what it takes."""
    files = {persons: str(written(folder, persons)) for persons in sizes}
    commands = [
        ("bench.worker", f"bench.three.{peer}", files[persons], str(persons), str(repeats))
        for peer in PEERS
        for persons in sizes
    ]
    run = race("Growth", commands)
    run["results"] = _once_each(run["results"])
    return run


def _once_each(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(r["name"], r["persons"]): r for r in results}.values())


def table(run: dict[str, Any], command: str) -> str:
    """Time, time per person against the size before, and memory at each size."""
    head = ("", "persons", "median", "ns per person", "per person, of the size before", "peak")
    rows: list[tuple[str, ...]] = []
    before: dict[str, float] = {}
    for r in run["results"]:
        each = r["median_seconds"] / r["persons"]
        ratio = f"{each / before[r['name']]:.2f} ×" if r["name"] in before else "–"
        before[r["name"]] = each
        rows.append(
            (
                r["name"],
                f"{r['persons']:,}",
                duration(r["median_seconds"]),
                f"{each * 1e9:.3g}",
                ratio,
                f"{r['peak_mib']:.0f} MiB",
            )
        )
    plot = "![Time and memory by number of persons](growth.svg)"
    return "\n".join((heading(run, command), grid(head, rows), "", plot, "", f"Versions: {versions(run)}."))


def draw(run: dict[str, Any]) -> None:
    """Two panels with logarithmic axes: seconds and memory by persons."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "growth"
    from matplotlib import pyplot as plt

    figure, (time, memory) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for name in dict.fromkeys(r["name"] for r in run["results"]):
        points = [r for r in run["results"] if r["name"] == name]
        persons = [r["persons"] for r in points]
        time.loglog(persons, [r["median_seconds"] for r in points], marker="o", label=name)
        memory.loglog(persons, [r["peak_mib"] for r in points], marker="o", label=name)
    for axes, title in ((time, "median seconds"), (memory, "peak memory, MiB")):
        axes.set(xlabel="persons", title=title)
        axes.grid(visible=True, which="both", alpha=0.3)
    time.legend()
    figure.savefig(PLOT, metadata={"Date": None})

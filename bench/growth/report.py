"""The points that are missing, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.growth.series import SERIES, Series
from bench.machine import machine, revision
from bench.race import race
from bench.results import Part
from bench.tables import duration, figure, grid, heading, mebibytes, versions

_HEAD = (
    "",
    "persons",
    "runs",
    "median",
    "per person",
    "of the size before",
    "processors",
    "per person",
    "peak",
)


def measure(
    results: Path,
    data: Path,
    sizes: Sequence[int],
    chosen: Sequence[str],
    timing: Sequence[str],
    command: str,
) -> None:
    """Measure each series at each size, unless the very source at hand has been measured there already."""
    now = revision()
    wanted = [
        SERIES[name].start(data, persons, timing)
        for name in chosen
        for persons in sizes
        if not _stands(SERIES[name], results, persons, now)
    ]
    race("Growth", wanted, Part(results, "growth").keeper(command))


def _stands(series: Series, results: Path, persons: int, now: str) -> bool:
    return any(p["persons"] == persons and p["moment"]["revision"] == now for p in series.points(results))


def table(results: Path) -> str:
    """Time, time per person against the size before, and memory at each size."""
    points = {name: series.points(results) for name, series in SERIES.items()}
    run = {"machine": machine(), "results": [point for found in points.values() for point in found]}
    rows = [row for name, found in points.items() for row in _rows(SERIES[name].name, found)]
    plot = "![Time and memory by number of persons](growth.svg)"
    return "\n".join((heading(run), grid(_HEAD, rows), "", plot, "", f"Versions: {versions(run)}."))


def _rows(name: str, points: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    before: list[dict[str, Any] | None] = [None, *points]
    return [_row(name, point, last) for point, last in zip(points, before, strict=False)]


def _row(name: str, point: dict[str, Any], last: dict[str, Any] | None) -> tuple[str, ...]:
    return (
        name,
        f"{point['persons']:,}",
        str(len(point["seconds"])),
        duration(point["median_seconds"]),
        duration(_each(point)),
        "–" if last is None else f"{figure(_each(point) / _each(last))} ×",
        *_processors(point),
        mebibytes(point["peak_mib"]),
    )


def _processors(point: dict[str, Any]) -> tuple[str, str]:
    """What the processors gave, which other work on the machine changes less than the time by the clock."""
    if "processor_seconds" not in point:
        return "–", "–"
    used = median(point["processor_seconds"])
    return duration(used), duration(used / point["persons"])


def _each(point: dict[str, Any]) -> float:
    return float(point["median_seconds"] / point["persons"])

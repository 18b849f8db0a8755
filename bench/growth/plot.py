"""The plot of growth: seconds and memory by persons, on logarithmic axes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.growth.series import SERIES

PLOT = Path(__file__).parents[2] / "docs" / "growth.svg"
_COLOURS = {"whole": "#b3261e", "columns": "#1f5fa8", "hand": "#6b7a8f"}
_BOUND_GB = 6
_GB = 1e9 / 1024 / 1024
"""MiB of a GB."""


def draw(results: Path, path: Path = PLOT) -> None:
    """Two panels: time with a line of equal time for each person through each series' point nearest to a million, and
    memory with its bound. The ending of the file's name chooses the form."""
    import matplotlib as mpl

    mpl.use("agg")
    mpl.rcParams.update({"svg.hashsalt": "growth", "font.size": 9, "axes.spines.top": False})
    mpl.rcParams.update({"axes.spines.right": False, "legend.frameon": False})
    from matplotlib import pyplot as plt

    figure, (time, memory) = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
    for name, series in SERIES.items():
        if points := series.points(results):
            _lines(time, memory, points, {"color": _COLOURS[name], "label": series.name})
    _finish(time, "seconds (median); dashed: the same time for each person")
    _finish(memory, "peak memory, GB, with all child processes")
    memory.axhline(_BOUND_GB, color="#444444", linestyle=":")
    memory.annotate("6 GB", (1, _BOUND_GB), xycoords=("axes fraction", "data"), ha="right", va="bottom")
    figure.legend(*time.get_legend_handles_labels(), loc="outside lower center", ncols=len(SERIES))
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


def _lines(time: Any, memory: Any, points: Sequence[dict[str, Any]], look: dict[str, str]) -> None:
    persons = [p["persons"] for p in points]
    time.loglog(persons, [p["median_seconds"] for p in points], marker="o", markersize=4, **look)
    memory.loglog(persons, [p["peak_mib"] / _GB for p in points], marker="o", markersize=4, **look)
    middle = min(points, key=lambda p: abs(p["persons"] - 1_000_000))
    each = middle["median_seconds"] / middle["persons"]
    guide = [each * number for number in persons]
    time.loglog(persons, guide, color=look["color"], linestyle="--", linewidth=0.8, alpha=0.6)


def _finish(axes: Any, title: str) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axes.set(xlabel="persons")
    axes.set_title(title, fontsize=9)
    axes.grid(visible=True, which="major", alpha=0.3)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(LogLocator(subs=(1.0,)))
        axis.set_minor_formatter(NullFormatter())
        axis.set_major_formatter(FuncFormatter(_short))


def _short(number: float, _: int) -> str:
    for size, unit in ((1e6, " M"), (1e3, " k")):
        if number >= size:
            return f"{number / size:g}{unit}"
    return f"{number:g}"

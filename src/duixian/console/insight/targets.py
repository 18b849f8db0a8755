"""Targets: how far, along which way, and what is missing."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from duixian.console.insight.grids import Grid
from duixian.design.charts import Series, Unit, chart
from duixian.design.decision.telling import told
from duixian.design.decision.wording import Wording, wording_of
from duixian.engines.prose.quantities import percentage
from duixian.insight.paths import Counted, Path
from duixian.papers.sheets import Cell, Column


class TargetPage:
    """One target as a page shows it."""

    def __init__(self, counted: Counted, path: Path, place: int) -> None:
        self.path = path
        self.name = told(path.name, capital=True)
        self.reached, self.goal, self.verdict = told(path.reached), told(path.goal), told(path.verdict)
        self.gap = figure(path.gap, ratio=path.ratio) if path.gap is not None else ""
        self.tone = {True: "good", False: "attention", None: "waiting"}[path.met]
        self.grid = _grid(path, f"target-{counted.version.pk}-{place}", self.name)
        policy = counted.version.loaded()
        self.wording: Wording | None = wording_of(path.clause, path.quote, policy) if path.quote else None


def _grid(path: Path, key: str, name: str) -> Grid:
    days = [point.day.isoformat() for point in path.points]
    series = [
        Series(_("达到"), [point.reached for point in path.points]),
        Series(_("目标值"), [point.goal for point in path.points], aim=True),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            point.day.isoformat(),
            figure(point.reached, ratio=path.ratio),
            figure(point.goal, ratio=path.ratio),
            figure(_gap(point.reached, point.goal), ratio=path.ratio),
        )
        for point in path.points
    ]
    columns = (Column(_("截至")), Column(_("达到")), Column(_("目标值")), Column(_("差距")))
    unit: Unit = "share" if path.ratio else "count"
    return Grid(key, name, columns, rows, chart("line", days, series, unit))


def _gap(reached: Fraction | None, goal: Fraction | None) -> Fraction | None:
    return None if reached is None or goal is None else max(goal - reached, Fraction(0))


def figure(value: Fraction | None, *, ratio: bool) -> str:
    """A figure in words: a percentage or a count."""
    if value is None:
        return "—"
    return percentage(value) if ratio else f"{value.numerator:,}" if value.denominator == 1 else str(value)

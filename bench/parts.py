"""The parts of the benchmark: each measures, keeps its figures, and lays its table into the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.asking import RESULTS, Options
from bench.growth import plot
from bench.growth import report as growth
from bench.growth.series import SERIES
from bench.one import report as one
from bench.one.callers import CALLERS
from bench.pages import report as pages
from bench.results import Part, Run
from bench.tables import place
from bench.three import report as three
from bench.whole import report as whole
from bench.whole.peers import PEERS


def _three(options: Options, command: str) -> None:
    for persons in options.persons:
        part = Part(options.results, f"three-{persons}")
        chosen = _chosen(options.peers, three.PEERS)
        three.measure(part, options.data, persons, chosen, _timing(options), command)
        _show(options.results, part.name, three.table(part.run))


def _whole(options: Options, command: str) -> None:
    for persons in options.registers:
        part = Part(options.results, f"whole-{persons}")
        whole.measure(part, options.data, persons, _chosen(options.peers, PEERS), _timing(options), command)
        _show(options.results, part.name, whole.table(part.run))


def _one(options: Options, command: str) -> None:
    part = Part(options.results, "one")
    one.measure(part, options.data, _chosen(options.peers, CALLERS), _timing(options), command)
    _show(options.results, part.name, one.table(part.run))


def _growth(options: Options, command: str) -> None:
    chosen = _chosen(options.peers, SERIES)
    growth.measure(options.results, options.data, options.sizes, chosen, _timing(options), command)
    _show_growth(options.results)


def _pages(options: Options, command: str) -> None:
    part = Part(options.results, f"pages-{options.registers[0]}")
    pages.measure(part, options.at, options.accounts, options.repeats, command)
    _show(options.results, part.name, pages.table(part.run))


def _page(options: Options, _: str) -> None:
    """Lay every table anew from the figures, without measuring."""
    tables: dict[str, Callable[[Run], str]] = {
        "three": three.table,
        "whole": whole.table,
        "one": one.table,
        "pages": pages.table,
    }
    for path in sorted(options.results.glob("*.json")):
        kind = path.stem.partition("-")[0]
        if kind in tables:
            _show(options.results, path.stem, tables[kind](Part(options.results, path.stem).run))
    _show_growth(options.results)


def _show_growth(results: Path) -> None:
    plot.draw(results, plot.PLOT if results == RESULTS else results / plot.PLOT.name)
    _show(results, "growth", growth.table(results))


def _show(results: Path, mark: str, table: str) -> None:
    """Into the page, if the figures are those of the page and it has a place for them; else onto the screen."""
    if results != RESULTS or not place(mark, table):
        print(table)


def _chosen(asked: Sequence[str], known: Iterable[str]) -> list[str]:
    """Those asked for; all where no name was given."""
    return [key for key in known if not asked or key in asked]


def _timing(options: Options) -> tuple[str, str]:
    return f"{options.repeats}", f"{options.patience}"


PARTS: dict[str, Callable[[Options, str], None]] = {
    "three": _three,
    "one": _one,
    "whole": _whole,
    "growth": _growth,
    "pages": _pages,
    "page": _page,
}

"""The way of each target: the figure at the end of every year of a policy's term and on the last day, and the gap left.

``paths`` reads facts; ``last_paths`` those of the last run, counted once for each run by ``count_last`` and kept beside its files, for
counting a district's registry takes seconds and a finished run never changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path as File
from typing import Any

from duixian.authorities.models import Authority
from duixian.decisions.deciding import with_catalogues
from duixian.decisions.store.folders import run_folder
from duixian.decisions.store.inputs import known_then
from duixian.decisions.store.models import PolicyVersion, Run
from duixian.decisions.store.queries import in_force, latest_run
from duixian.engines.single.targets import Reached, targets_reached
from duixian.insight.targets import Standing, standing_of
from duixian.language.facts import Facts
from duixian.language.rule import Policy
from duixian.values.bilingual import Text

_FORM = "targets-1"
_FURTHEST = 10
"""Years looked back at most."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day: the figure reached and the figure set; None where it is not known or there is none."""

    day: date
    reached: Fraction | None
    goal: Fraction | None


@dataclass(frozen=True, slots=True)
class Path:
    """One target. ``ratio``: its figures are shares of a whole. ``reached``, ``goal``, ``verdict``: the last point in
    words; ``gap``: what the last point lacks, None where nothing or nobody knows."""

    name: Text
    clause: str
    quote: str
    ratio: bool
    points: tuple[Point, ...]
    reached: Text
    goal: Text
    verdict: Text
    met: bool | None

    @property
    def gap(self) -> Fraction | None:
        """How much is missing to the goal."""
        last = self.points[-1]
        if last.reached is None or last.goal is None or self.met:
            return None
        return last.goal - last.reached


def paths(policy: Policy, facts: Facts, as_of: date) -> tuple[Path, ...]:
    """Every target of a policy, over the years of its term until a day."""
    known = with_catalogues([policy], facts)
    reached = [(day, list(targets_reached(policy, known, day))) for day in _days(policy, as_of)]
    return tuple(_path(policy, place, reached) for place in range(len(policy.targets)))


def _days(policy: Policy, as_of: date) -> Iterator[date]:
    first = max(policy.window.start.year, as_of.year - _FURTHEST)
    yield from (date(year, 12, 31) for year in range(first, as_of.year) if date(year, 12, 31) < as_of)
    yield as_of


def _path(policy: Policy, place: int, reached: list[tuple[date, list[Reached]]]) -> Path:
    last = reached[-1][1][place]
    standing: Standing = standing_of(policy, last)
    source = last.target.source
    points = tuple(Point(day, _figure(all_[place].value), _figure(all_[place].goal)) for day, all_ in reached)
    quote = source.citation.quote if source.citation is not None else ""
    return Path(
        source.name,
        source.clause,
        quote,
        isinstance(last.value, Fraction),
        points,
        standing.reached,
        standing.goal,
        standing.verdict,
        standing.met,
    )


def _figure(value: Any) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | Fraction) else None


@dataclass(frozen=True, slots=True)
class Counted:
    """The targets of a version as a run knew the registry."""

    version: PolicyVersion
    run: Run
    paths: tuple[Path, ...]


def last_paths(authority: Authority) -> tuple[Counted, ...]:
    """The targets of every version in force that has any, by the last run of its policy, where they were counted."""
    found = []
    for version, run in _last_runs(authority):
        file = _file(version, run)
        if file.is_file():
            found.append(Counted(version, run, _kept(file)))
    return tuple(found)


def uncounted(authority: Authority) -> bool:
    """Whether some version's last run has not been counted yet."""
    return any(not _file(version, run).is_file() for version, run in _last_runs(authority))


def count_last(authority: Authority) -> int:
    """Count the targets by the last runs, where nobody has; how many versions were counted. Takes seconds."""
    missing = [(version, run) for version, run in _last_runs(authority) if not _file(version, run).is_file()]
    for version, run in missing:
        policy = version.loaded()
        facts = known_then(authority, [policy], run.known_at).facts.facts()
        _write(_file(version, run), paths(policy, facts, run.as_of))
    return len(missing)


def _last_runs(authority: Authority) -> list[tuple[PolicyVersion, Run]]:
    found = []
    for version in in_force(authority):
        run = latest_run(authority, version.policy)
        if run is not None and version.loaded().targets:
            found.append((version, run))
    return found


def _file(version: PolicyVersion, run: Run) -> File:
    """Beside the files of the run. The form stands in its name: another form is counted anew."""
    return run_folder(run.number) / f"{_FORM}-{version.version[:12]}.json"


def _kept(file: File) -> tuple[Path, ...]:
    return tuple(_read(path) for path in json.loads(file.read_text("utf-8"))["paths"])


def _write(file: File, counted: tuple[Path, ...]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    document = {"paths": [_written(path) for path in counted]}
    new = file.with_suffix(".new")
    new.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    new.replace(file)


def _written(path: Path) -> dict[str, Any]:
    return {
        **{name: [getattr(path, name).zh, getattr(path, name).en] for name in _TEXTS},
        **{name: getattr(path, name) for name in ("clause", "quote", "ratio", "met")},
        "points": [[p.day.isoformat(), _text(p.reached), _text(p.goal)] for p in path.points],
    }


_TEXTS = ("name", "reached", "goal", "verdict")


def _text(figure: Fraction | None) -> str | None:
    return None if figure is None else str(figure)


def _read(held: dict[str, Any]) -> Path:
    points = tuple(
        Point(date.fromisoformat(day), *(None if f is None else Fraction(f) for f in figures))
        for day, *figures in held["points"]
    )
    texts = {name: Text(*held[name]) for name in _TEXTS}
    return Path(
        clause=held["clause"],
        quote=held["quote"],
        ratio=held["ratio"],
        met=held["met"],
        points=points,
        **texts,
    )

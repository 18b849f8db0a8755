"""The stages of a run: one for each partition of persons, and a last one over everybody.

A partition decides what looks at its own persons; the last stage what looks or is settled across persons, and speaks
for the shared tables. A small registry is one stage over the files as they are. Stages do not depend on each other,
so they can be run in any order, on any machine that sees the files, and again where one has failed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from duixian.decisions.partitions.closure import gather
from duixian.decisions.partitions.crossing import Name
from duixian.decisions.partitions.guests import Guests, invite
from duixian.decisions.partitions.plan import Division, Plan
from duixian.decisions.partitions.sharing import Shared, share
from duixian.decisions.partitions.sources import Sources
from duixian.decisions.partitions.splitting import Split, empty, split

WHOLE: Final = "all"
LAST: Final = "last"
PERSONS_IN_ALL: Final = 170_000
"""Persons of a partition, unless somebody asks for another number of partitions."""

MOST_PARTITIONS: Final = 10_000

Splitter = Callable[[Plan, Sources, Path, int, Callable[[str], None]], Split]


@dataclass(frozen=True, slots=True)
class Stage:
    """``files``: of each table in reach; ``measures``: what is decided here; ``reported``: the tables whose rows are
    counted and whose rejects are told here."""

    name: str
    files: Mapping[str, tuple[Path, ...]]
    measures: frozenset[Name]
    reported: frozenset[str]


def write_stages(stages: Sequence[Stage], path: Path) -> None:
    """Keep what the stages are, for a run that is continued."""
    plain = [
        {
            "name": stage.name,
            "files": {table: [str(file) for file in files] for table, files in stage.files.items()},
            "measures": sorted(stage.measures),
            "reported": sorted(stage.reported),
        }
        for stage in stages
    ]
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1), "utf-8")


def read_stages(path: Path) -> list[Stage]:
    """The stages of a run that is continued."""
    return [
        Stage(
            one["name"],
            {table: tuple(Path(file) for file in files) for table, files in one["files"].items()},
            frozenset((policy, measure) for policy, measure in one["measures"]),
            frozenset(one["reported"]),
        )
        for one in json.loads(path.read_text("utf-8"))
    ]


def count_for(plan: Plan, sources: Sources, asked: int | None) -> int:
    """The number of partitions: as asked, else by the number of persons; one where nothing can be split."""
    person = plan.homes.person
    if person is None or person not in sources.tables:
        return 1
    return asked or max(1, round(sources.rows(person) / PERSONS_IN_ALL))


def whole_stage(plan: Plan, sources: Sources) -> Stage:
    """Everything in one stage, from the files as they are."""
    files = {name: sources.files(name) for name in sources.tables}
    return Stage(WHOLE, files, frozenset(plan.reaches), frozenset(files))


def stages_of(
    plan: Plan,
    sources: Sources,
    folder: Path,
    count: int,
    progress: Callable[[str], None],
    splitter: Splitter = split,
) -> list[Stage]:
    """Split a registry below a folder; what an unfinished run left there is done again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    done = splitter(plan, sources, folder / "split", count, progress)
    progress("")
    guests = invite(done, folder / "guests")
    division = plan.division(guests.straying)
    empties = {name: _empty(done, name, folder / "empty") for name in sources.tables}
    # Neither of the two keeps more than one processor busy.
    with ThreadPoolExecutor(1) as beside:
        gathering = beside.submit(gather, plan, sources, division, folder / "last")
        shared = share(done, guests, division, _needed(plan, division), folder / "shared")
        last = gathering.result()
    near = [_near(done, guests, shared, division, part, empties) for part in range(count)]
    told = frozenset(name for name in sources.tables if not plan.homes.splits(name))
    return [*near, Stage(LAST, {name: tuple(paths) for name, paths in last.items()}, division.far, told)]


def _near(
    done: Split, guests: Guests, shared: Shared, division: Division, part: int, empties: Mapping[str, Path]
) -> Stage:
    files: dict[str, tuple[Path, ...]] = {}
    needed = _needed(done.plan, division)
    for name in done.sources.tables:
        if done.plan.homes.splits(name):
            files[name] = (*done.files(name, part), *guests.files(name, part)) or (empties[name],)
        elif (guests.folder / name).is_dir():
            files[name] = tuple(guests.files(name, part)) or (empties[name],)
        elif name in shared.tables:
            files[name] = tuple(shared.files(name, part)) or (empties[name],)
        elif name in needed:
            files[name] = done.sources.files(name)
    return Stage(f"{part:04d}", files, division.near, frozenset(done.tables))


def _needed(plan: Plan, division: Division) -> set[str]:
    """The shared tables that a partition wants: those its measures look at, and those that any row links to."""
    looked = {look.table for name in division.near for look in plan.reaches[name].looks}
    linked = {
        c.link for t in plan.vocabulary.tables.values() for c in t.columns.values() if c.link is not None
    }
    return looked | linked


def _empty(done: Split, name: str, folder: Path) -> Path:
    """A register of a table without rows: supplied, and known to hold none."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.parquet"
    empty(done.sources.tables[name][0]).collect().write_parquet(path)
    return path

"""A run over a registry in stages: split, decide stage by stage, and say what came of it.

What is finished is not done again when the same run is started anew in the same folder. A stage that fails is named
with its error; the others go on. Nothing but finished files ever stands under its own name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from duixian.decisions.compact.files import place_of
from duixian.decisions.partitions.deciding import CASES, REJECTS
from duixian.decisions.partitions.manifest import Done, Manifest, identity
from duixian.decisions.partitions.plan import Plan, plan_of
from duixian.decisions.partitions.rejected import in_order, read_lines
from duixian.decisions.partitions.sources import Sources, content_hash, fingerprint, sources_of
from duixian.decisions.partitions.splitting import Split
from duixian.decisions.partitions.stages import (
    Stage,
    count_for,
    read_stages,
    stages_of,
    whole_stage,
    write_stages,
)
from duixian.decisions.summary import ClauseLine, Summary
from duixian.language.rule import Policy
from duixian.registry.notes import Note, RegistryError
from duixian.registry.reading import Count
from duixian.registry.rejects import Reject
from duixian.values.bilingual import Text

INPUT: Final = "input"
STAGES: Final = "stages.json"
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Failed:
    """A stage that could not be finished, and why."""

    stage: str
    error: str


class Runner(Protocol):
    """What decides stages: this process, or Spark's workers."""

    def split(
        self, plan: Plan, sources: Sources, folder: Path, count: int, progress: Callable[[str], None]
    ) -> Split:
        """Divide the split tables of a registry."""

    def run(
        self, policies: Sequence[Policy], stages: Sequence[Stage], as_of: date, folder: Path
    ) -> Iterable[Done | Failed]:
        """Decide stages in any order; each is reported as soon as it is over."""


@dataclass(slots=True)
class Staged:
    """A run in stages. ``kept``: stages that an earlier start had finished."""

    policies: tuple[Policy, ...]
    as_of: date
    folder: Path
    notes: tuple[Note, ...]
    count: int
    done: Mapping[str, Done]
    kept: frozenset[str]
    failed: list[Failed] = field(default_factory=list)

    def summary(self) -> Summary:
        """The lines of all measures, all stages together."""
        lines = {(p.id, m.name): ClauseLine(p, m) for p in self.policies for m in p.measures.values()}
        for done in self.done.values():
            for found in done.lines:
                line = lines[found.policy, found.measure]
                for name in (f.name for f in fields(found) if f.name not in ("policy", "measure")):
                    setattr(line, name, getattr(line, name) + getattr(found, name))
        return Summary(tuple(lines.values()))

    def counts(self) -> Mapping[str, Count]:
        """Rows read and kept by table."""
        found: dict[str, Count] = {}
        for done in self.done.values():
            for table, (read, kept) in done.counts.items():
                before = found.get(table, Count(0, 0))
                found[table] = Count(before.read + read, before.kept + kept)
        return found

    def rejects(self) -> list[Reject]:
        """All rejects, in one order however the registry was divided; undivided in the order of the checks."""
        files = [self.folder / name for name in self._files(REJECTS)]
        if self.count == 1:
            return list(read_lines(files))
        tables = [name for policy in self.policies for name in policy.vocabulary.tables]
        return in_order(read_lines(files), dict.fromkeys(tables))

    def case_files(self) -> list[str]:
        """The names of all files of cases below the folder, in the order of policies, measures and stages."""
        places = [f"{CASES}/{place_of(p, m)}" for p in self.policies for m in p.measures.values()]
        turn = {place: number for number, place in enumerate(places)}
        return sorted(self._files(CASES), key=lambda name: (turn[name.rpartition("/")[0]], name))

    def _files(self, below: str) -> list[str]:
        return sorted(n for done in self.done.values() for n in done.files if n.startswith(f"{below}/"))


def run_in_stages(
    policies: Sequence[Policy],
    registers: Path,
    as_of: date,
    folder: Path,
    runner: Runner,
    *,
    partitions: int | None = None,
    progress: Progress | None = None,
) -> Staged:
    """Decide a registry of Parquet files below a folder, continuing what an earlier start of the same run finished.

    Raises RegistryError where there is no registry, or one that cannot be split."""
    tell = progress or _silent
    plan = plan_of(policies)
    sources = sources_of(registers, plan.vocabulary)
    count = count_for(plan, sources, partitions)
    run = identity(policies, as_of, fingerprint(sources.paths(), sources.folder), count)
    manifest = Manifest(folder, run)
    stages = _stages(plan, sources, folder, count, runner, manifest, tell)
    kept = frozenset(stage.name for stage in stages if stage.name in manifest.done)
    staged = Staged(tuple(policies), as_of, folder, sources.notes, count, manifest.done, kept)
    open_stages = [stage for stage in stages if stage.name not in kept]
    over = len(kept)
    tell(over, len(stages), "")
    for found in runner.run(policies, open_stages, as_of, folder):
        over += 1
        if isinstance(found, Failed):
            staged.failed.append(found)
        else:
            manifest.add(found)
        tell(over, len(stages), found.stage)
    return staged


def _stages(
    plan: Plan, sources: Sources, folder: Path, count: int, runner: Runner, manifest: Manifest, tell: Progress
) -> list[Stage]:
    if sources.other:
        raise _only_parquet(sources)
    if count == 1:
        return [whole_stage(plan, sources)]
    kept = folder / INPUT / STAGES
    if INPUT in manifest.done:
        return read_stages(kept)
    stages = stages_of(
        plan, sources, kept.parent, count, lambda table: tell(0, count + 1, table), runner.split
    )
    write_stages(stages, kept)
    manifest.add(Done(INPUT, {f"{INPUT}/{STAGES}": content_hash(kept)}, (), {}, 0))
    return stages


def _only_parquet(sources: Sources) -> RegistryError:
    names = "、".join(path.name for path in sources.other)
    return RegistryError(
        "registry-not-parquet",
        Text(
            f"分区计算只读 Parquet，这些文件不是：{names}。",
            f"Only Parquet is divided into partitions; these files are none: {names}.",
        ),
        str(sources.folder),
        Text(
            "请把登记表都另存为 Parquet，或用 --engine polars --partitions 1 整体计算。",
            "Save the registers as Parquet, or decide them in one piece: --engine polars --partitions 1.",
        ),
    )


def usual_count(policies: Sequence[Policy], registers: Path) -> int:
    """Into how many partitions a registry is divided unless somebody asks otherwise."""
    plan = plan_of(policies)
    return count_for(plan, sources_of(registers, plan.vocabulary), None)


def _silent(done: int, total: int, what: str) -> None:
    pass

"""One stage decided: its registers read into columns, its measures decided, its files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path

from duixian.decisions.compact.files import SUFFIX, packed_measure, place_of
from duixian.decisions.deciding import vocabulary_of
from duixian.decisions.partitions.manifest import Done, Line
from duixian.decisions.partitions.plan import restricted
from duixian.decisions.partitions.rejected import write_lines
from duixian.decisions.partitions.sources import content_hash
from duixian.decisions.partitions.stages import Stage
from duixian.decisions.runs.decided import InColumns, MeasureRun
from duixian.decisions.runs.lending import decided_in_columns
from duixian.language.columns import ColumnFacts
from duixian.language.rule import Policy
from duixian.registry.columns import read_tables

CASES = "cases"
REJECTS = "rejects"


def decide_stage(policies: Sequence[Policy], stage: Stage, as_of: date, folder: Path) -> Done:
    """Read, decide and write one stage below a folder. Its files stand there whole when this returns."""
    reading = read_tables(stage.files, vocabulary_of(policies))
    measures: list[MeasureRun] = []
    if stage.measures:
        measures = decided(restricted(policies, stage.measures), reading.columns, as_of)
    written = _cases_written(measures, as_of, folder, stage.name)
    rejects = [reject for reject in reading.rejects if reject.table in stage.reported]
    name = f"{REJECTS}/{stage.name}.jsonl"
    written[name] = _written(folder / name, partial(write_lines, rejects))
    counts = {t: (c.read, c.kept) for t, c in reading.counts.items() if t in stage.reported}
    return Done(stage.name, written, tuple(map(_line, measures)), counts, len(rejects))


def _cases_written(measures: Sequence[MeasureRun], as_of: date, folder: Path, stage: str) -> dict[str, str]:
    """Write every measure's file: one is written while the next is packed. Their hashes by name."""
    written: dict[str, Future[str]] = {}
    with ThreadPoolExecutor(1) as writer:
        for measure in measures:
            name = f"{CASES}/{place_of(measure.policy, measure.measure)}/{stage}{SUFFIX}"
            packed = packed_measure(measure, as_of)
            wait(written.values())  # of packed rows, two measures' at a time are held
            written[name] = writer.submit(_written, folder / name, packed.write)
    return {name: job.result() for name, job in written.items()}


def decided(policies: Sequence[Policy], facts: ColumnFacts, as_of: date) -> list[MeasureRun]:
    """Every measure of some policies, decided in columns."""
    return [InColumns(measure) for measure in decided_in_columns(policies, facts, as_of).measures]


def _line(measure: MeasureRun) -> Line:
    line = measure.line()
    figures = {f.name: getattr(line, f.name) for f in fields(Line) if f.name not in ("policy", "measure")}
    return Line(measure.policy.id, measure.measure.name, **figures)


def _written(path: Path, write: Callable[[Path], object]) -> str:
    """Write a file under another name, then give it its own. The hash of its contents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(draft)
        found = content_hash(draft)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return found

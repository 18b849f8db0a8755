"""A registry decided in partitions, with its compact files; what is finished is kept until all of it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from duixian.cli.failure import Failure
from duixian.cli.language import _, plural
from duixian.cli.progress import Report, stage
from duixian.cli.results.folder import ResultFolder, result_folder
from duixian.cli.results.sheets import SUMMARY, summary_rows
from duixian.cli.results.writers import WRITERS
from duixian.cli.running.inputs import tell_of
from duixian.cli.session import Session, without_collector
from duixian.decisions.compact.files import SUFFIX, CompactFile, place_of, write_description
from duixian.decisions.document import decision_line
from duixian.decisions.partitions.deciding import CASES
from duixian.decisions.partitions.here import Here
from duixian.decisions.partitions.running import Runner, Staged, run_in_stages
from duixian.decisions.partitions.spark import OnSpark, session
from duixian.decisions.partitions.stages import WHOLE
from duixian.decisions.runs.engines import EngineName
from duixian.language.rule import Policy
from duixian.registry.reject_files import write_rejects

STAGES: Final = ".stages"
"""The folder, among the results, with what is finished of a run that is not."""


def decide_in_stages(
    session: Session,
    policies: Sequence[Policy],
    facts: Path,
    as_of: date,
    engine: EngineName,
    out: Path,
    partitions: int | None,
) -> Staged:
    """Every case, stage by stage. Raises Failure that names the stages which could not be finished."""
    with runner_of(engine) as runner, stage(session.err, _("Deciding")) as report, without_collector():
        staged = run_in_stages(
            policies, facts, as_of, out / STAGES, runner, partitions=partitions, progress=_said(report)
        )
    tell_of(session, facts, staged.counts(), staged.notes, sum(done.rejects for done in staged.done.values()))
    if staged.kept:
        words = plural("{n} part was finished before.", "{n} parts were finished before.", len(staged.kept))
        session.err.print(words)
    if staged.failed:
        raise Failure(_failures(staged))
    return staged


_PROCESSES: Final = min(2, os.cpu_count() or 1)
"""Stages decided side by side. Each holds about 2 GB, which keeps a run below 6 GB however many processors there are."""


@contextmanager
def runner_of(engine: EngineName) -> Iterator[Runner]:
    """What decides the stages. Raises EngineMissing."""
    if engine is not EngineName.SPARK:
        yield Here(_PROCESSES)
        return
    spark = session()
    try:
        yield OnSpark(spark)
    finally:
        spark.stop()


def _said(report: Report) -> Report:
    """Names of stages as people read them."""

    def told(done: int, total: int, what: str) -> None:
        report(done, total, _("part {name}").format(name=what) if what else "")

    return told


def _failures(staged: Staged) -> str:
    lines = [
        _("Part {name} could not be finished: {error}").format(name=failed.stage, error=failed.error)
        for failed in staged.failed
    ]
    done = len(staged.done) - (1 if staged.count > 1 else 0)
    lines.append(_("No results were written; {n} finished parts are kept.").format(n=done))
    lines.append(_("What to do: mend what is named, then run the same command again; only the rest is done."))
    return "\n".join(lines)


def write_staged(session: Session, staged: Staged, out: Path, *, as_json: bool) -> list[Path]:
    """The files of a finished run, whole or not at all; the folder of its stages is taken away."""
    with stage(session.err, _("Writing")), result_folder(out) as files:
        with WRITERS["csv"](files.place(f"{SUMMARY.name}.csv"), SUMMARY, session.lang) as take:
            take((), summary_rows(staged.summary()))
        rejects = staged.rejects()
        files.add("rejects.csv", lambda path: write_rejects(rejects, path, session.lang, "csv"))
        if as_json:
            files.add("decisions.jsonl", partial(_write_lines, staged))
        _take_in(files, staged)
        for policy in staged.policies:
            for measure in policy.measures.values():
                name = f"{place_of(policy, measure)}.json"
                files.add(name, partial(write_description, policy, measure, staged.as_of))
        written = files.commit(_about(staged, len(rejects)))
    shutil.rmtree(out / STAGES, ignore_errors=True)
    return written


def _take_in(files: ResultFolder, staged: Staged) -> None:
    """The cases: of an undivided registry a file for each measure, else a folder with one for each part."""
    for name in staged.case_files():
        place = name.removeprefix(f"{CASES}/")
        if staged.count == 1:
            place = place.removesuffix(f"/{WHOLE}{SUFFIX}") + SUFFIX
        files.add(place, partial(_linked, staged.folder / name))


def _linked(source: Path, place: Path) -> None:
    """The same file under another name: nothing is lost if the run ends here."""
    os.link(source, place)


def _write_lines(staged: Staged, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name in staged.case_files():
            file.writelines(map(decision_line, CompactFile(staged.folder / name, staged.policies)))


def _about(staged: Staged, rejects: int) -> dict[str, Any]:
    return {
        "as_of": staged.as_of.isoformat(),
        "policies": [
            {"id": p.id, "title": p.title.zh, "status": p.status.value, "version": p.version}
            for p in staged.policies
        ],
        "registers": {name: {"read": c.read, "kept": c.kept} for name, c in staged.counts().items()},
        "rejects": rejects,
        "decisions": sum(line.cases for line in staged.summary().lines),
        **({"partitions": staged.count} if staged.count > 1 else {}),
    }

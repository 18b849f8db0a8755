"""Deciding everything, and the files of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from duixian.cli.language import _
from duixian.cli.progress import Report, stage
from duixian.cli.results.cases import case_of
from duixian.cli.results.folder import ResultFolder, result_folder
from duixian.cli.results.sheets import SUMMARY, case_tables, summary_rows
from duixian.cli.results.writers import WRITERS
from duixian.cli.running.inputs import Registers
from duixian.cli.session import Session, without_collector
from duixian.decisions.compact.files import place_of, write_description, write_measure
from duixian.decisions.document import decision_line
from duixian.decisions.runs.decided import DecidedRun
from duixian.decisions.runs.engines import EngineName, decide_run
from duixian.decisions.summary import Summary
from duixian.language.outcome import Outcome
from duixian.language.rule import Policy
from duixian.registry.reading import Reading
from duixian.registry.reject_files import write_rejects

COMPACT = "compact"
"""Cases as rows of typed columns, for programs; what people look at beside them is CSV."""
_FORMS = {COMPACT: "csv"}
_EVERY = 500
"""Cases between two reports of progress."""


@dataclass(frozen=True)
class Run:
    """A run over everything: what was read, decided, and what it came to."""

    policies: Sequence[Policy]
    as_of: date
    reading: Registers
    decided: DecidedRun
    summary: Summary


def decide_all(
    session: Session, policies: Sequence[Policy], reading: Registers, as_of: date, engine: EngineName
) -> Run:
    """Every case of the policies by an engine. Raises EngineMissing."""
    with stage(session.err, _("Deciding")) as report, without_collector():
        facts = reading.facts if isinstance(reading, Reading) else reading.columns
        decided = decide_run(policies, facts, as_of, engine, report)
    return Run(policies, as_of, reading, decided, decided.summary())


def write_run(
    session: Session, run: Run, folder: Path, file_format: str, *, as_json: bool = False
) -> list[Path]:
    """The files of a run, whole or not at all."""
    with stage(session.err, _("Writing")) as report, without_collector(), result_folder(folder) as files:
        form = _FORMS.get(file_format, file_format)
        with WRITERS[form](files.place(f"{SUMMARY.name}.{form}"), SUMMARY, session.lang) as take:
            take((), summary_rows(run.summary))
        _add_rejects(files, run.reading, session.lang, form)
        with ExitStack() as open_files:
            if file_format == COMPACT:
                _write_compact(files, run, report)
                takers = []
            else:
                takers = list(_tables(files, run, open_files, form, session.lang))
            if as_json:
                takers.append(open_files.enter_context(_lines(files.place("decisions.jsonl"))))
            if takers:
                _walk(run, takers, report)
        return files.commit(_about(run))


def _tables(
    files: ResultFolder, run: Run, open_files: ExitStack, form: str, lang: str
) -> Iterator[Callable[[Outcome], object]]:
    """What takes each case into the tables of cases."""
    tables = case_tables(run.reading.facts)
    takes = [
        open_files.enter_context(WRITERS[form](files.place(f"{table.sheet.name}.{form}"), table.sheet, lang))
        for table in tables
    ]

    def take_case(case: Outcome) -> None:
        head = case_of(case)
        for table, take in zip(tables, takes, strict=True):
            take(head, table.rows_of(case))

    yield take_case


def _walk(run: Run, takers: Sequence[Callable[[Outcome], object]], report: Report) -> None:
    """One walk over the cases, so that each is written out once and none is kept."""
    total = len(run.decided)
    for done, case in enumerate(run.decided):
        if done % _EVERY == 0:
            report(done, total, case.measure.name)
        for taker in takers:
            taker(case)


def _write_compact(files: ResultFolder, run: Run, report: Report) -> None:
    """A file for each measure, and beside it what its columns mean."""
    for done, measure in enumerate(run.decided.measures):
        name = place_of(measure.policy, measure.measure)
        report(done, len(run.decided.measures), measure.measure.name)
        files.add(f"{name}.parquet", partial(write_measure, measure, run.as_of))
        files.add(f"{name}.json", partial(write_description, measure.policy, measure.measure, run.as_of))


def _add_rejects(files: ResultFolder, reading: Registers, lang: str, form: str) -> None:
    """The rejects as people correct them; a Parquet file cannot be corrected by hand."""
    chosen = "csv" if form == "parquet" else form
    files.add(f"rejects.{chosen}", lambda path: write_rejects(reading.rejects, path, lang, chosen))


@contextmanager
def _lines(path: Path) -> Iterator[Callable[[Outcome], object]]:
    """Decisions in the published form, one a line."""
    with path.open("w", encoding="utf-8") as file:
        yield lambda outcome: file.write(decision_line(outcome))


def _about(run: Run) -> dict[str, Any]:
    return {
        "as_of": run.as_of.isoformat(),
        "policies": [
            {"id": p.id, "title": p.title.zh, "status": p.status.value, "version": p.version}
            for p in run.policies
        ],
        "registers": {name: {"read": c.read, "kept": c.kept} for name, c in run.reading.counts.items()},
        "rejects": len(run.reading.rejects),
        "decisions": len(run.decided),
    }

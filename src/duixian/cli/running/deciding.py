"""Deciding everything, and the files of a run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from duixian.cli.language import _
from duixian.cli.progress import stage
from duixian.cli.results.folder import ResultFolder, result_folder
from duixian.cli.results.sheets import result_sheets
from duixian.cli.results.writers import WRITERS
from duixian.cli.session import Session, without_collector
from duixian.decisions.deciding import decide
from duixian.decisions.document import decision_document
from duixian.decisions.summary import Summary, summarised
from duixian.language.outcome import Outcome
from duixian.language.rule import Policy
from duixian.registry.reading import Reading
from duixian.registry.reject_files import write_rejects


@dataclass(frozen=True)
class Run:
    """A run over everything: what was read, decided, and what it came to."""

    policies: Sequence[Policy]
    as_of: date
    reading: Reading
    outcomes: list[Outcome]
    summary: Summary


def decide_all(session: Session, policies: Sequence[Policy], reading: Reading, as_of: date) -> Run:
    """Every case of the policies."""
    with stage(session.err, _("Deciding")) as report, without_collector():
        outcomes = decide(policies, reading.facts, as_of, report)
    return Run(policies, as_of, reading, outcomes, summarised(policies, outcomes))


def write_run(
    session: Session, run: Run, folder: Path, file_format: str, *, as_json: bool = False
) -> list[Path]:
    """The files of a run, whole or not at all."""
    with stage(session.err, _("Writing")) as report, without_collector(), result_folder(folder) as files:
        sheets = result_sheets(run.outcomes, run.summary, run.reading.facts)
        steps = len(sheets) + 1 + as_json
        for done, sheet in enumerate(sheets):
            report(done, steps, session.words(sheet.title))
            name = f"{sheet.name}.{file_format}"
            files.add(name, partial(WRITERS[file_format], sheet=sheet, lang=session.lang))
        _add_rejects(files, run.reading, session.lang, file_format)
        if as_json:
            report(steps - 1, steps, "JSON")
            files.add("decisions.jsonl", lambda path: _write_jsonl(path, run.outcomes))
        return files.commit(_about(run))


def _add_rejects(files: ResultFolder, reading: Reading, lang: str, file_format: str) -> None:
    """The rejects as people correct them; a Parquet file cannot be corrected by hand."""
    chosen = "csv" if file_format == "parquet" else file_format
    files.add(f"rejects.{chosen}", lambda path: write_rejects(reading.rejects, path, lang, chosen))


def _write_jsonl(path: Path, outcomes: list[Outcome]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for outcome in outcomes:
            json.dump(decision_document(outcome), file, ensure_ascii=False, separators=(",", ":"))
            file.write("\n")


def _about(run: Run) -> dict[str, Any]:
    return {
        "as_of": run.as_of.isoformat(),
        "policies": [
            {"id": p.id, "title": p.title.zh, "status": p.status.value, "version": p.version}
            for p in run.policies
        ],
        "registers": {name: {"read": c.read, "kept": c.kept} for name, c in run.reading.counts.items()},
        "rejects": len(run.reading.rejects),
        "decisions": len(run.outcomes),
    }

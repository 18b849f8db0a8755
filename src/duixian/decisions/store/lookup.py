"""Any decision whole: from its row, or expanded from the files of its run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from duixian.authorities.models import Account
from duixian.decisions.compact.files import SUFFIX, CompactFile, place_of
from duixian.decisions.document import Json, decision_document
from duixian.decisions.identity import case_id, name_of_case
from duixian.decisions.store.errors import file_altered, no_case, run_unfinished
from duixian.decisions.store.folders import run_folder, sha256_of
from duixian.decisions.store.models import Decision, Run
from duixian.decisions.store.running import append_of
from duixian.decisions.store.schedule import entitled
from duixian.decisions.store.states import RunState
from duixian.decisions.store.texts import told
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy


def document(decision: Decision) -> Json:
    """The whole document of a decision."""
    found: Json = json.loads(text(decision))
    return found


def text(decision: Decision) -> str:
    """The canonical text of a decision: the very bytes that its hash is of."""
    return told(bytes(decision.document))


def of_run(run: Run, name: str) -> Json:
    """The document of a case (by its id) of a run, refused ones among them. Raises DecidingRefused where there is
    none."""
    return decision_document(outcome_in(run, name))


def kept_case(run: Run, name: str, actor: Account | None = None) -> Decision:
    """The row of a case of a run; one that it refused becomes a row now, for somebody who contests it."""
    held = Decision.objects.filter(run=run, case_id=name).first()
    if held is not None:
        return held
    return append_of(run, list(run.versions.order_by("pk")), [outcome_in(run, name)], actor)[0]


def outcome_in(run: Run, name: str) -> Outcome:
    """A case of a run, expanded from its files."""
    for file in files_of(run):
        for record, year in file.cases():
            if file.name_of(record, year) == name:
                return file.outcome(record, name)
    raise no_case(f"{run.number} {name}")


def files_of(run: Run) -> list[RunFile]:
    """The files of a finished run, a measure each. Raises DecidingRefused where it is not finished."""
    if run.state != RunState.DONE:
        raise run_unfinished(run.number)
    policies = [version.loaded() for version in run.versions.order_by("pk")]
    return [RunFile(run, policy, measure) for policy in policies for measure in policy.measures.values()]


class RunFile:
    """The cases of one measure in a run."""

    def __init__(self, run: Run, policy: Policy, measure: Measure) -> None:
        self._run, self.policy, self.measure = run, policy, measure
        self._name = place_of(policy, measure) + SUFFIX
        self._checked = False

    @property
    def path(self) -> Path:
        """Where it lies."""
        return run_folder(self._run.number) / self._name

    def cases(self) -> Iterator[tuple[str, int | None]]:
        """The record's key and the year of each case."""
        yield from pl.read_parquet(self.path, columns=["record", "year"]).select("record", "year").iter_rows()

    def worths(self) -> Iterator[tuple[str, int | None, int | None]]:
        """The record's key, the year and the worth (see ``schedule.entitled``) of each case."""
        columns = ["record", "year", "verdict", "payable", "due_now", "paid", "recovery"]
        for record, year, *money in pl.read_parquet(self.path, columns=columns).select(columns).iter_rows():
            yield record, year, entitled(*money)

    def name_of(self, record: str, year: int | None) -> str:
        """The id of a case."""
        return name_of_case(self.policy.id, self.measure.name, Record(self.measure.table, record, {}), year)

    def outcome(self, record: str, name: str) -> Outcome:
        """One case whole. Raises DecidingRefused where the file is not the one that was sealed."""
        self.check()
        return next(o for o in CompactFile(self.path, [self.policy]).of_record(record) if case_id(o) == name)

    def check(self) -> None:
        """Raises DecidingRefused where the file is not the one that was sealed."""
        if not self._checked and sha256_of(self.path) != self._run.files[self._name]:
            raise file_altered(f"{self._run.number} {self._name}")
        self._checked = True

"""Runs: ordered first, then carried out; one that was killed is carried out again from its start."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.authorities.turns import one_at_a_time
from duixian.decisions.store.chain import append
from duixian.decisions.store.folders import run_folder
from duixian.decisions.store.inputs import Decided, decided_whole, moment, write_files
from duixian.decisions.store.models import Decision, PolicyVersion, Run
from duixian.decisions.store.rows import Making
from duixian.decisions.store.sealing import seal_of
from duixian.decisions.store.states import RunPurpose, RunState
from duixian.decisions.summary import ClauseLine
from duixian.language.outcome import Outcome, Verdict
from duixian.values.bilingual import DuixianError

_KEPT = (Verdict.ELIGIBLE, Verdict.UNDETERMINED)
"""The verdicts that become rows; what a run refused is expanded from its files when asked for."""


def order(
    authority: Authority,
    versions: Sequence[PolicyVersion],
    as_of: date,
    *,
    known_at: datetime | None = None,
    actor: Account | None = None,
    purpose: RunPurpose = RunPurpose.WHOLE,
    cause: str = "",
) -> Run:
    """A run that is to be carried out; what it will read is settled now."""
    known = moment(authority, known_at)
    with transaction.atomic():
        run = Run.objects.create(
            authority=authority,
            number=_next_number(authority),
            purpose=purpose,
            as_of=as_of,
            known_at=known,
            cause=cause,
            started_by=actor,
            started_at=clock.now(),
        )
        run.versions.set(versions)
        return run


def _next_number(authority: Authority) -> str:
    """Authority, day and how many that day."""
    one_at_a_time(authority, "decisions.run")
    head = f"{authority.code}-{clock.today():%Y%m%d}-"
    return f"{head}{Run.objects.filter(number__startswith=head).count() + 1:03d}"


def carry_out(run: Run, actor: Account | None = None) -> Run:
    """Decide, write the files and the rows, seal. Done already: nothing happens. Two at once: one does it."""
    versions = list(run.versions.order_by("pk"))
    if Run.objects.get(pk=run.pk).state == RunState.DONE:
        run.refresh_from_db()
        return run
    try:
        decided = decided_whole(run.authority, versions, run.as_of, run.known_at)
        return _finish(run, decided, versions, actor)
    except DuixianError as error:
        Run.objects.filter(pk=run.pk).exclude(state=RunState.DONE).update(
            state=RunState.FAILED, error=error.render("zh"), finished_at=clock.now()
        )
        raise


def _finish(run: Run, decided: Decided, versions: Sequence[PolicyVersion], actor: Account | None) -> Run:
    with transaction.atomic():
        held = Run.objects.select_for_update().get(pk=run.pk)
        if held.state == RunState.DONE:
            return held
        held.files = _placed(held, decided)
        held.inputs_hash = decided.inputs_hash
        held.totals = [total_of(measure.line()) for measure in decided.cases.measures]
        held.state, held.error, held.finished_at = RunState.DONE, "", clock.now()
        held.seal = seal_of(held)
        held.save()
        if held.purpose == RunPurpose.WHOLE:
            append_of(held, versions, kept_outcomes(decided), actor)
        return held


def append_of(
    run: Run, versions: Sequence[PolicyVersion], outcomes: Iterable[Outcome], actor: Account | None
) -> list[Decision]:
    """Rows of a finished run for some of its cases."""
    making = Making(run.authority, versions, run.as_of, run.known_at, run.inputs_hash, run=run, actor=actor)
    return append(run.authority, list(making.rows(outcomes)))


def kept_outcomes(decided: Decided) -> Iterator[Outcome]:
    """The cases of a run that become rows, measure by measure."""
    return (o for measure in decided.cases.measures for verdict in _KEPT for o in measure.of_verdict(verdict))


def _placed(run: Run, decided: Decided) -> dict[str, str]:
    """The compact files, in their place whole or not at all."""
    place = run_folder(run.number)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = Path(mkdtemp(dir=place.parent, prefix="."))
    hashes = write_files(decided.cases, run.as_of, fresh)
    if place.exists():
        shutil.rmtree(place)  # of a run that was killed before it was sealed
    fresh.rename(place)
    return hashes


def total_of(line: ClauseLine) -> dict[str, Any]:
    """A measure's line as a run keeps it; money in fen."""
    return {
        "policy": line.policy.id,
        "measure": line.measure.name,
        "clause": line.measure.source.clause,
        "eligible": line.eligible,
        "ineligible": line.ineligible,
        "undetermined": line.undetermined,
        "payable_fen": line.payable,
        "due_now_fen": line.due_now,
        "recovery_fen": line.recovery,
    }

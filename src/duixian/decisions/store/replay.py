"""Any decision made again from what was known then, and held against the bytes that were kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duixian.authorities.models import Authority
from duixian.decisions.identity import case_id
from duixian.decisions.store.errors import run_unfinished
from duixian.decisions.store.folders import working_folder
from duixian.decisions.store.inputs import DECIDING, Decided, decided_whole, write_files
from duixian.decisions.store.keys import written
from duixian.decisions.store.models import Decision, Run
from duixian.decisions.store.picking import cases_of
from duixian.decisions.store.rows import text_of
from duixian.decisions.store.single import decided_parts
from duixian.decisions.store.states import RunState
from duixian.decisions.store.texts import hash_of
from duixian.language.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay gave. ``sha256``: what it is now (empty: there is no such case any more), ``expected``: what was
    kept, of a run by file (then ``sha256`` and ``expected`` are of inputs). ``differing``: what is not the same."""

    same: bool
    sha256: str
    expected: str
    differing: tuple[str, ...] = ()


def replay(kept: Decision | Run) -> Replayed:
    """Make a decision, or a whole run with all its decisions, again. Raises DecidingRefused for an unfinished run."""
    return _run(kept) if isinstance(kept, Run) else _decision(kept)


def every(authority: Authority) -> Iterator[tuple[Run | Decision, Replayed]]:
    """Every finished run of an authority with all its decisions, then every decision made alone."""
    for run in Run.objects.filter(authority=authority, state=RunState.DONE):
        yield run, replay(run)
    alone = Decision.objects.filter(authority=authority, run=None).order_by("known_at", "place")
    for decision in alone.select_related("authority", "version"):
        yield decision, replay(decision)


def _run(run: Run) -> Replayed:
    """Its inputs, its files and every row made of it."""
    if run.state != RunState.DONE:
        raise run_unfinished(run.number)
    versions = list(run.versions.order_by("pk"))
    decided = decided_whole(run.authority, versions, run.as_of, run.known_at)
    differing = (*_files(run, decided), *_rows(run, decided))
    same = not differing and decided.inputs_hash == run.inputs_hash
    return Replayed(same, decided.inputs_hash, run.inputs_hash, differing)


def _files(run: Run, decided: Decided) -> Iterator[str]:
    with working_folder() as folder:
        hashes = write_files(decided.cases, run.as_of, folder)
    return (name for name in sorted({*hashes, *run.files}) if hashes.get(name) != run.files.get(name))


def _rows(run: Run, decided: Decided) -> Iterator[str]:
    expected = dict(Decision.objects.filter(run=run).values_list("case_id", "document_sha256"))
    found = _hashes(decided, expected)
    return (name for name in sorted(expected) if found.get(name) != expected[name])


def _hashes(decided: Decided, wanted: Mapping[str, str]) -> dict[str, str]:
    hashes: dict[str, str] = {}
    for outcome in decided.cases if wanted else ():
        name = case_id(outcome)
        if name in wanted:
            hashes[name] = hash_of(text_of(outcome))
    return hashes


def _decision(decision: Decision) -> Replayed:
    outcome, inputs = _again(decision)
    found = "" if outcome is None else hash_of(text_of(outcome))
    differing = () if inputs == decision.inputs_hash else ("inputs",)
    same = found == decision.document_sha256 and not differing
    return Replayed(same, found, decision.document_sha256, differing)


def _again(decision: Decision) -> tuple[Outcome | None, str]:
    """The same case, by the same engine, and the hash of what it was decided by."""
    run = decision.run
    if run is None:
        keys = [(table, key) for table, key in decision.asked]
        (found,) = decided_parts(
            decision.authority,
            decision.version,
            keys,
            decision.as_of,
            decision.known_at,
            decision.measure,
        )
        return next((o for o in found.outcomes if case_id(o) == decision.case_id), None), found.inputs_hash
    versions = list(run.versions.order_by("pk"))
    with DECIDING:
        decided = decided_whole(decision.authority, versions, decision.as_of, decision.known_at)
        return next(
            (o for o in _of_record(decision, decided) if case_id(o) == decision.case_id), None
        ), decided.inputs_hash


def _of_record(decision: Decision, decided: Decided) -> Iterator[Outcome]:
    """The cases of a decision's record in its measure."""
    ((table, key),) = written(decision.authority, [(decision.table, decision.key)])
    record = decided.known.find(table, key)
    for measure in decided.cases.measures:
        if (measure.policy.id, measure.measure.name) == (decision.policy, decision.measure):
            yield from cases_of(measure, [record] if record is not None else [])

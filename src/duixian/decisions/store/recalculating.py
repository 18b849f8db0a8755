"""The registry decided again: the run whole in its files, rows only of the cases that came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duixian.authorities.models import Account, Authority
from duixian.decisions.store.baseline import Baseline
from duixian.decisions.store.lookup import RunFile, files_of, kept_case
from duixian.decisions.store.models import Decision, PolicyVersion, Run
from duixian.decisions.store.running import append_of, carry_out, order
from duixian.decisions.store.states import RunPurpose


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that came out otherwise; fen before and now. ``new`` None: there is no such case any more."""

    policy: str
    measure: str
    before: int
    worth: int
    old: Decision | None
    new: Decision | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A case of the new run."""

    file: RunFile
    record: str
    worth: int | None


def decided_again(
    authority: Authority,
    versions: Sequence[PolicyVersion],
    as_of: date,
    before: Baseline,
    *,
    actor: Account | None,
    cause: str,
) -> tuple[Run, dict[str, Changed]]:
    """A run of its own, and by case what came out otherwise than before."""
    ordered = order(authority, versions, as_of, actor=actor, purpose=RunPurpose.AGAIN, cause=cause)
    run = carry_out(ordered, actor)
    found = dict(_cases(run, before))
    with transaction.atomic():
        return run, _changed(run, versions, before, found, actor)


def _cases(run: Run, before: Baseline) -> Iterator[tuple[str, _Found]]:
    """Cases that are worth something now, or were before."""
    for file in files_of(run):
        for record, year, worth in file.worths():
            name = file.name_of(record, year)
            if worth != 0 or name in before.worth:
                yield name, _Found(file, record, worth)


def _changed(
    run: Run,
    versions: Sequence[PolicyVersion],
    before: Baseline,
    found: Mapping[str, _Found],
    actor: Account | None,
) -> dict[str, Changed]:
    gone = {name: None for name, worth in before.worth.items() if worth and name not in found}
    then = {**before.worth, **_refused_then(before, found)}
    other = [name for name, one in found.items() if name in then and one.worth not in (None, then[name])]
    outcomes = [found[name].file.outcome(found[name].record, name) for name in other]
    new = dict(zip(other, append_of(run, versions, outcomes, actor), strict=True))
    return {name: _one(before, name, then[name], found.get(name), new.get(name)) for name in (*other, *gone)}


def _refused_then(before: Baseline, found: Mapping[str, _Found]) -> dict[str, int]:
    """Cases that are worth something now, and that the run before had refused or left open."""
    strangers = {
        name: (one.file.policy.id, one.file.measure.name)
        for name, one in found.items()
        if one.worth and name not in before.worth
    }
    return dict.fromkeys(before.refused_then(strangers), 0) if strangers else {}


def _one(before: Baseline, name: str, worth: int, found: _Found | None, new: Decision | None) -> Changed:
    pk = before.old.get(name)
    old = Decision.objects.get(pk=pk) if pk is not None else kept_case(before.run, name)
    now = found.worth if found is not None and found.worth is not None else 0
    return Changed(old.policy, old.measure, worth, now, old, new)

"""One case, or all that concerns one person, employer or record: decided and kept.

A case on which nobody else's bear is decided by what stands around its record (``alone``). Any other is decided among
everything that was known, for a limit, a quota or a count may bring in anybody; such a run is kept in memory until
something new is known. Either way the decision is the very one that a run over the whole would make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from duixian.authorities.models import Account, Authority
from duixian.decisions.identity import case_id
from duixian.decisions.scope import Subject, concerns, records_about
from duixian.decisions.store.alone import decided_alone, is_near, near_part
from duixian.decisions.store.chain import append
from duixian.decisions.store.inputs import DECIDING, Decided, decided_whole, moment
from duixian.decisions.store.keys import Key, written
from duixian.decisions.store.models import Decision, PolicyVersion
from duixian.decisions.store.nearby import surroundings
from duixian.decisions.store.picking import cases_of
from duixian.decisions.store.rows import Making
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Policy


@dataclass(frozen=True)
class Concerning:
    """The cases that concern some records, and the hash of the facts they were decided by."""

    outcomes: tuple[Outcome, ...]
    inputs_hash: str


def decide_case(
    authority: Authority,
    version: PolicyVersion,
    measure: str | None,
    keys: Sequence[Key],
    as_of: date,
    *,
    known_at: datetime | None = None,
    actor: Account | None = None,
) -> list[Decision]:
    """The cases of some records (table and the registry's key): of a measure's own record that case, of a person or
    an employer all theirs; ``measure``: only of that one. The decisions are kept."""
    known = moment(authority, known_at)
    parts = decided_parts(authority, version, keys, as_of, known, measure)
    rows: list[Decision] = []
    for part in parts:
        making = Making(authority, [version], as_of, known, part.inputs_hash, asked=keys, actor=actor)
        rows += making.rows(part.outcomes)
    return append(authority, rows)


def decided_parts(
    authority: Authority,
    version: PolicyVersion,
    keys: Sequence[Key],
    as_of: date,
    known_at: datetime,
    measure: str | None = None,
) -> list[Concerning]:
    """The cases of some records: those decided by what stands around them, and those decided with everybody's."""
    policy = version.loaded()
    wanted = [name for name in policy.measures if measure in (None, name)]
    near = {name for name in wanted if is_near(policy, name)}
    parts = []
    if near:
        parts.append(_alone(authority, version, keys, as_of, known_at))
    if len(near) < len(wanted):
        parts.append(concerning(authority, version, keys, as_of, known_at))
    held = (near, set(wanted) - near) if len(parts) == 2 else (set(wanted),)
    return [
        replace(part, outcomes=tuple(o for o in part.outcomes if o.measure.name in names))
        for part, names in zip(parts, held, strict=True)
    ]


def _alone(
    authority: Authority, version: PolicyVersion, keys: Sequence[Key], as_of: date, known_at: datetime
) -> Concerning:
    policy = version.loaded()
    near = near_part(policy)
    assert near is not None
    around = surroundings(authority, keys, policy.vocabulary, known_at, near.personal)
    subjects = [Subject(table, key) for table, key in written(authority, keys)]
    return Concerning(tuple(decided_alone(near, around.facts, as_of, subjects)), around.inputs_hash)


def concerning(
    authority: Authority, version: PolicyVersion, keys: Sequence[Key], as_of: date, known_at: datetime
) -> Concerning:
    """The cases of some records, by what was known at a moment."""
    with DECIDING:
        decided = decided_whole(authority, [version], as_of, known_at)
        subjects = [Subject(table, key) for table, key in written(authority, keys)]
        found = {
            case_id(o): o
            for subject in subjects
            for o in _of_subject(decided, version.loaded(), as_of, subject)
        }
    return Concerning(tuple(found.values()), decided.inputs_hash)


def _of_subject(decided: Decided, policy: Policy, as_of: date, subject: Subject) -> Iterator[Outcome]:
    own, perhaps = records_about([policy], decided.known, as_of, subject)
    by_table: dict[str, list[Record]] = {}
    for record in (*own, *perhaps):
        by_table.setdefault(record.table, []).append(record)
    for measure in decided.cases.measures:
        for outcome in cases_of(measure, by_table.get(measure.measure.table, ())):
            if concerns(outcome, subject, own):
                yield outcome
